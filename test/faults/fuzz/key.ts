// The key that fuzzed requests show, so that they come as far as the handlers; made once at the hub under test.

let line = 'Authorization: Bearer ji_none';

export const useKey = (key: string): void => {
  line = `Authorization: Bearer ${key}`;
};
export const keyLine = (): string => line;
