// A text that nobody guesses, made in the browser.

/** 128 random bits as 32 hexadecimal digits. `crypto.randomUUID` needs a secure context, and pages are often opened over plain http in a closed network. */
export const randomHex = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
