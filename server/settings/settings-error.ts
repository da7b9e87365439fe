// What is wrong with a settings document, told in one line per problem: where, what stands there, what would be right.

import type { Path, Problem } from './problem.ts';

/** The settings cannot be used; its message has one line per problem. */
export class SettingsError extends Error {
  override name = 'SettingsError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], source = 'settings') {
    const lines = problems.map((problem) => lineOf(problem, source));
    super(lines.join('\n'));
    this.problems = problems;
  }
}

/** A path as it is read aloud: sites[0].booths[2].number; the root is "document". */
export const pathText = (path: Path): string => {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
  return text === '' ? 'document' : text.replace(/^\./, '');
};

const lineOf = (problem: Problem, source: string): string => {
  const where = problem.line === null ? source : `${source}:${problem.line}`;
  return `${where}: ${pathText(problem.path)} is ${shown(problem.value)}, ${problem.message}`;
};

const longest = 60;

/** A value short enough for a line, on one line. */
const shown = (value: unknown): string => {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'a group of fields';
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
};
