// Draws a ticket in every language before the first visitor needs one: reading typefaces takes most of a first drawing.
import { languages } from '../../protocol/ids.ts';
import { samplePaper } from './sample.ts';
import type { TicketDrawer } from './ticket.ts';

const pauseMs = 100;

/** Draws Japanese at once and the others one by one in idle moments; returns a function that stops it. */
export const warmUp = (drawer: TicketDrawer, dots: number): (() => void) => {
  drawer.draw(samplePaper('ja'), dots);
  const others = languages.filter((language) => language !== 'ja');
  let timer: NodeJS.Timeout | undefined;
  const next = (): void => {
    const language = others.shift();
    if (language === undefined) return;
    timer = setTimeout(() => {
      drawer.draw(samplePaper(language), dots);
      next();
    }, pauseMs);
    timer.unref();
  };
  next();
  return () => clearTimeout(timer);
};
