// Whether this Node can run Junban, which is TypeScript that Node itself reads.

/** The line to print; null when the version will do. */
export const nodeProblem = (version: string): string | null =>
  Number(version.split('.')[0]) >= 26
    ? null
    : `Node ${version} is too old: Junban needs Node 26 or newer. Run it with “npm start” after “npm ci”, which brings its own.`;
