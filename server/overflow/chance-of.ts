// A draw that belongs to a name: whoever draws for the same name, on any hub, gets the same.
import { keyOf } from '../forecast/numbers/draws.ts';

/** 0 up to, not including, 1. */
export const chanceOf = (name: string): number => keyOf(name) / 2 ** 32;
