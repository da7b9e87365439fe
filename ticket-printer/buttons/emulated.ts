// A keypad that is not there: presses become boot-keyboard reports and take the way of every real button.
import type { HidTransport } from './transport.ts';
import { keyCodes } from './usages.ts';

export type EmulatedKeypad = {
  readonly transport: HidTransport;
  /** Key down and up again; throws RangeError for a key no keyboard has. */
  press(key: string): void;
};

/** Key names for on-screen buttons, in order: the letters of a keyboard. */
export const emulatedKeys: readonly string[] = [...'abcdefghijklmnopqrstuvwxyz'];

/** A boot keyboard on the path "emulated", plugged in for ever. */
export const createEmulatedKeypad = (name = 'On-screen buttons'): EmulatedKeypad => {
  const listeners = new Set<(report: Uint8Array) => void>();
  const send = (code: number): void => {
    for (const listener of listeners) listener(Uint8Array.of(0, 0, code, 0, 0, 0, 0, 0));
  };
  const info = {
    path: 'emulated',
    vendorId: 0,
    productId: 0,
    product: name,
    interface: -1,
    usagePage: 1,
    usage: 6,
  };
  return {
    transport: {
      list: async () => [info],
      open: async () => ({
        onReport: (listener) => {
          listeners.add(listener);
        },
        onError: () => {},
        write: async () => {},
        sendFeature: async () => {},
        getFeature: async () => new Uint8Array(),
        close: async () => listeners.clear(),
      }),
    },
    press: (key) => {
      const code = keyCodes.get(key);
      if (code === undefined) throw new RangeError(`no keyboard has the key “${key}”`);
      send(code);
      send(0);
    },
  };
};
