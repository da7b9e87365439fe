// What Junban sees and does in the benchmark's world: the product's own look, levels, budgets and offers, once a minute per site.

import type { Level, LevelState } from '../../../protocol/overflow.ts';
import { type Models, withToday } from '../../../server/forecast/learning/learn.ts';
import {
  type OverflowLook,
  overflowLook,
  type ProcedureLook,
} from '../../../server/forecast/simulation/overflow-look.ts';
import { type Budget, budgetOf, createBudget, roomOf } from '../../../server/overflow/budget.ts';
import {
  levelInForce,
  nextLevel,
  startingLevel,
  thinnedFallShare,
} from '../../../server/overflow/levels/levels.ts';
import { figuresOf, type Limits } from '../../../server/overflow/limits.ts';
import { type Needs, type Offer, offersFor, type Target } from '../../../server/overflow/offers.ts';
import type { Counter } from './counter.ts';
import type { Person } from './day.ts';
import {
  hours,
  type ProcedureId,
  plannedMinutes,
  procedureIds,
  promise,
  sites,
  travelMinutes,
} from './network.ts';

const minuteMs = 60_000;
/** Today's pace is learned anew so often: the hub does it with every refresh. */
const relearnMinutes = 10;
/** Of those who set out now, travel is looked at in such steps. */
const travelSteps = [15, 30, 45, 60, 90, 120, 180];
const laterMinutes = [60, 120, 240];

export type Eyes = ReturnType<typeof createEyes>;
type SiteEyes = {
  models: Models;
  today: Models | null;
  relearnedAt: number;
  look: OverflowLook | null;
  budget: Budget;
  /** For its own walk-ins while it is strained. */
  room: Budget;
  readonly levels: Map<ProcedureId, LevelState>;
  changes: Map<ProcedureId, number>;
};

export const createEyes = (counters: readonly Counter[], models: readonly Models[]) => {
  const seen: SiteEyes[] = counters.map((_, site) => ({
    models: models[site] as Models,
    today: null,
    relearnedAt: Number.NEGATIVE_INFINITY,
    look: null,
    budget: createBudget(0),
    room: createBudget(0),
    levels: new Map(procedureIds.map((id) => [id, startingLevel])),
    changes: new Map(procedureIds.map((id) => [id, 0])),
  }));
  const at0 = counters[0] as Counter;
  const limits: Limits = {
    closesAtMs: at0.ms(hours.closes),
    overrunMinutes: 0,
    linkEndsAtMs: null,
    walkInMinutes: promise.walkInMinutes,
    reservationMinutes: promise.reservationMinutes,
  };
  const lookOf = (site: number, procedure: ProcedureId): ProcedureLook | null =>
    seen[site]?.look?.procedures.get(procedure) ?? null;

  const refreshSite = (one: SiteEyes, counter: Counter, at: number): void => {
    if (at - one.relearnedAt >= relearnMinutes) {
      one.today = withToday(one.models, counter.record(at), one.today);
      one.relearnedAt = at;
    }
    const nowMs = counter.ms(at);
    one.look = overflowLook({
      queue: counter.queueNow(at),
      models: one.today ?? one.models,
      laterMs: laterMinutes.map((minutes) => nowMs + minutes * minuteMs),
      travelMinutes: travelSteps,
      runs: 64,
    });
    for (const procedure of procedureIds) {
      const look = one.look.procedures.get(procedure);
      const before = one.levels.get(procedure) ?? startingLevel;
      const figures = look === undefined ? null : figuresOf(look, limits);
      const next = nextLevel(before, figures, nowMs, thinnedFallShare);
      if (next.level !== before.level) one.changes.set(procedure, (one.changes.get(procedure) ?? 0) + 1);
      one.levels.set(procedure, next);
    }
    const onTheWay = counter.waiting.filter(({ from }) => from > at).length;
    const budgets = procedureIds.map((procedure) => {
      const look = one.look?.procedures.get(procedure);
      return look === undefined ? 0 : budgetOf(look, limits, onTheWay, nowMs);
    });
    one.budget = createBudget(Math.min(...budgets));
    const rooms = procedureIds.map((procedure) => {
      const look = one.look?.procedures.get(procedure);
      return look === undefined ? 0 : roomOf(look, limits, nowMs);
    });
    one.room = createBudget(Math.min(...rooms));
  };

  const target = (site: number, from: number, procedure: ProcedureId): Target => ({
    place: {
      site: String(site),
      procedures: procedureIds,
      walkIn: true,
      wheelchair: true,
      languages: [],
      wards: procedure === 'issue' ? (sites[site]?.issuesFor ?? null) : null,
    },
    look: lookOf(site, procedure),
    limits,
    travelMinutes: travelMinutes(from, site),
    budget: seen[site]?.budget.left() ?? 0,
    slots: [],
    visitMinutes: plannedMinutes[procedure],
  });

  return {
    refresh: (at: number): void => {
      counters.forEach((counter, site) => {
        refreshSite(seen[site] as SiteEyes, counter, at);
      });
    },
    level: (site: number, procedure: ProcedureId, at: number): Level =>
      levelInForce(seen[site]?.levels.get(procedure) ?? startingLevel, at0.ms(at)),
    lookOf,
    /** Another day is always among them: the benchmark supposes that days ahead have places. */
    offers: (person: Person, at: number): readonly Offer[] => {
      const needs: Needs = {
        procedure: person.procedure,
        wheelchair: false,
        language: null,
        ward: sites[person.home]?.id ?? null,
        cardAt: null,
      };
      const here = {
        ...target(person.first, person.first, person.procedure),
        slots: [at0.ms(hours.opens + 1_440)],
      };
      return offersFor({
        needs,
        here,
        others: sites.flatMap((_, site) =>
          site === person.first ? [] : [target(site, person.first, person.procedure)],
        ),
        nowMs: at0.ms(at),
        seed: `T${person.id}`,
      });
    },
    room: (site: number): Budget => (seen[site] as SiteEyes).room,
    take: (site: number): boolean => seen[site]?.budget.take() ?? false,
    minuteOf: (ms: number): number => (ms - at0.ms(0)) / minuteMs,
    /** Changes of level, one figure per site and procedure. */
    changes: (): readonly number[] => seen.flatMap((one) => [...one.changes.values()]),
  };
};
