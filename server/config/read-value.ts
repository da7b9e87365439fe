// A value that was read from an environment variable, or the line that says what would be right.
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

export const good = <T>(value: T): Read<T> => ({ ok: true, value });
export const bad = (name: string, value: string, right: string): Read<never> => ({
  ok: false,
  problem: `${name}=${value}: ${right}`,
});
