// Printers known by name: which language they speak and how many dots a row their heads have.
import { usualDots, type WidthMm } from '../paper/width.ts';

type Model = {
  readonly dialect: 'epson' | 'star';
  /** Dots a row on paper of that width, in whole bytes; left out: the usual ones. */
  readonly dots?: Partial<Record<WidthMm, number>>;
};

/** Heads of 180 dots an inch: 72 mm are 512 dots, 50.8 mm are 360. */
const epson180: Model = { dialect: 'epson', dots: { 80: 512, 58: 360 } };
/** Heads of 203 dots an inch whose 58 mm field is 52.5 mm: 420 dots, of which whole bytes are used. */
const epson203: Model = { dialect: 'epson', dots: { 80: 576, 58: 416 } };
const usual: Model = { dialect: 'epson' };
const star: Model = { dialect: 'star' };

/** By the name on the type plate in small letters; widths as in the makers' specifications. */
export const models = {
  epson: usual,
  star,
  'tm-t70': epson180,
  'tm-t70ii': epson180,
  'tm-t88ii': epson180,
  'tm-t88iii': epson180,
  'tm-t88iv': epson180,
  'tm-t88v': epson180,
  'tm-t88vi': epson180,
  'tm-t88vii': epson180,
  'srp-350': epson180,
  'srp-350iii': epson180,
  'tm-t20ii': epson203,
  'tm-t20iii': epson203,
  'tm-t20iv': epson203,
  'tm-m30': epson203,
  'tm-m30ii': epson203,
  'tm-m30iii': epson203,
  'ct-s310ii': usual,
  'fp-1000': usual,
  tsp650: star,
  tsp650ii: star,
} as const satisfies Readonly<Record<string, Model>>;

export type ModelName = keyof typeof models;
export const modelNames = Object.keys(models) as [ModelName, ...ModelName[]];

/** A model by its name as people write it: "Epson TM-T88VII", "TM T88 VII", "tm-t88vii"; null: not known. */
export const modelNamed = (text: string): ModelName | null => {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  const wanted = plain(text);
  const bare = wanted.replace(/^(epson|star|bixolon|citizen|fujitsu)(?=.)/, '');
  return modelNames.find((name) => plain(name) === wanted || plain(name) === bare) ?? null;
};

/** The dots a row: what is set, else the model's, else the usual ones of that paper. */
export const dotsOf = (model: ModelName, widthMm: WidthMm, dots?: number): number => {
  const known: Model = models[model];
  return dots ?? known.dots?.[widthMm] ?? usualDots[widthMm];
};
