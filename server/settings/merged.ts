// Layers of settings laid over each other, field by field.

/** Later layers over earlier ones; a value that is not given hides nothing. */
export const merged = (...layers: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> =>
  Object.fromEntries(
    layers.flatMap((layer) => Object.entries(layer)).filter(([, value]) => value !== undefined),
  );
