// What became of one malformed message, and the error that tells of one that was not answered as it should be.

/** refused: 4xx or an error answer; closed: the connection; lawful: it happened to be right, and was taken or refused as such. */
export type Verdict = 'refused' | 'closed' | 'lawful';

/** A message was answered as it must not be; `input` is all of it, to be sent again. */
export class FuzzFailure extends Error {
  override name = 'FuzzFailure';
  constructor(problem: string, input: string) {
    super(`${problem}\n--- input ---\n${shown(input)}\n-------------`);
  }
}

/** Printable, with nothing lost: control characters as JSON writes them, long repetitions by their number. */
export const shown = (input: string): string =>
  JSON.stringify(input).replace(/(.)\1{99,}/g, (run, one: string) => `⟨${one} × ${run.length}⟩`);

/** Longest wait for an answer or the end of a connection, ms. */
export const patienceMs = 30_000;

/** What the promise gives, or FuzzFailure when it takes longer than `patienceMs`. */
export const answered = async <T>(promise: Promise<T>, what: string, input: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new FuzzFailure(`${what}: no answer in ${patienceMs} ms`, input)),
      patienceMs,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
