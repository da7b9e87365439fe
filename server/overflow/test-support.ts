// For tests of overflow: looks and targets as plain data, at 10:00 in Japan.

import type { OverflowFigures as Figures } from '../../protocol/overflow.ts';
import type { ProbeLook, ProcedureLook } from '../forecast/simulation/overflow-look.ts';
import type { Limits } from './limits.ts';
import type { Needs, Place, Target } from './offers.ts';

export const minuteMs = 60_000;
export const nowMs = Date.UTC(2026, 10, 24, 1, 0);
export const inMinutes = (minutes: number): number => nowMs + minutes * minuteMs;

export const limits: Limits = {
  closesAtMs: inMinutes(420),
  overrunMinutes: 0,
  linkEndsAtMs: null,
  walkInMinutes: 30,
  reservationMinutes: 10,
};

/** Calls after `wait` minutes (P80: a third more) from `at` minutes on; ten minutes of visit. */
export const probe = (at: number, wait: number): ProbeLook => ({
  atMs: inMinutes(at),
  waitP50: wait,
  waitP80: wait * 1.33,
  finishP50Ms: inMinutes(at + wait + 10),
  finishP80Ms: inMinutes(at + wait * 1.33 + 13),
  finishP90Ms: inMinutes(at + wait * 1.5 + 15),
});

/** A queue of `wait` minutes, each visitor adding two. */
export const look = (wait: number, over: Partial<ProcedureLook> = {}): ProcedureLook => ({
  now: probe(0, wait),
  later: [60, 120, 180, 240, 300, 360, 420].map((at) => probe(at, wait)),
  kept: [15, 30, 45, 60, 90, 120].map((at) => probe(at, Math.max(0, wait - at))),
  reservation: null,
  minutesEach: 2,
  ...over,
});

export const figures = (over: Partial<Figures> = {}): Figures => ({
  atMs: nowMs,
  finishP80Ms: inMinutes(30),
  mustEndByMs: inMinutes(420),
  waitP50: 10,
  walkInMinutes: 30,
  reservation: null,
  ...over,
});

export const place = (site: string, over: Partial<Place> = {}): Place => ({
  site,
  procedures: ['renewal'],
  walkIn: true,
  wheelchair: true,
  languages: ['ja', 'en'],
  wards: null,
  ...over,
});

export const target = (site: string, over: Partial<Target> = {}): Target => ({
  place: place(site),
  look: look(10),
  limits,
  travelMinutes: 20,
  budget: 5,
  slots: [],
  visitMinutes: 10,
  ...over,
});

export const needs: Needs = {
  procedure: 'renewal',
  wheelchair: false,
  language: null,
  ward: null,
  cardAt: null,
};
