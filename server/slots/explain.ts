// The reckoning of a slot in figures that a screen can show step by step.
import type { ReckoningFigures } from '../../protocol/reckoning-figures.ts';
import type { Slot } from './contract.ts';
import { inWords, over, rational, times, zero } from './rational.ts';

/** What `reckoningLines` needs of a slot. Booths and share are averages over the slot, exact where they are even. */
export const figuresOf = (slot: Slot): ReckoningFigures => {
  const { reckoning } = slot;
  const minutes = (slot.endAtMs - slot.startAtMs) / 60_000;
  const { boothMinutes, reservedMinutes, lostToTerminals } = reckoning;
  const share = boothMinutes.n === 0n ? zero : over(times(reservedMinutes, rational(100)), boothMinutes);
  return {
    booths: inWords(over(boothMinutes, rational(minutes))),
    minutes,
    minutesPerPlace: reckoning.minutesPerPlace,
    share: inWords(share),
    exact: inWords(slot.exact),
    carriedIn: inWords(reckoning.carriedIn),
    carriedOut: inWords(reckoning.carriedOut),
    planned: reckoning.planned,
    lost: lostToTerminals.n === 0n ? null : inWords(lostToTerminals),
    overbooked: slot.overbooked,
    byHand: slot.byHand,
    reasons: slot.reasons,
    places: slot.places,
  };
};
