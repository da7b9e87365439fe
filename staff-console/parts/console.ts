// What every console page stands on: its language, its session, its link to the hub, and one way to press.
import type { ReactiveControllerHost } from 'lit';
import type { Accepted } from '../../protocol/answers.ts';
import type { Command } from '../../protocol/commands.ts';
import type { Refusal } from '../../protocol/refusals.ts';
import type { StaffLanguage, StaffTexts } from '../../protocol/texts/staff-catalogue.ts';
import { refusalText, staffTexts } from '../../protocol/texts/staff-texts.ts';
import type { SessionState } from '../../protocol/wire-people.ts';
import { watchActivity } from './activity.ts';
import type { HubLink, LinkState, Outcome } from './hub-link.ts';
import { rememberedLanguage, rememberLanguage } from './language.ts';
import { createPressGuard } from './press-guard.ts';
import { loadSession } from './session.ts';

export type Message = { readonly kind: 'good' | 'bad' | 'note'; readonly text: string };

export type Console<V> = {
  readonly language: StaffLanguage;
  readonly texts: StaffTexts;
  readonly session: SessionState | null;
  readonly sessionFailed: boolean;
  readonly link: LinkState<V>;
  readonly message: Message | null;
  /** The action whose answer is awaited; `slow` after a second of waiting. */
  readonly pending: string | null;
  readonly slow: boolean;
  /** Actions pressed after it that wait for their turn. */
  readonly inLine: readonly string[];
  readonly nowMs: () => number;
  setLanguage(language: StaffLanguage): void;
  say(kind: Message['kind'], text: string): void;
  /**
   * Sends a command once for however many presses; true when it was accepted. `done` words the success;
   * `about` names what a failure is about, where several presses may be under way.
   */
  press(
    action: string,
    command: Command,
    done?: (answer: Accepted) => string,
    about?: string,
    /** Takes a refusal upon itself: true, and it is not said here. */
    onRefused?: (refusal: Refusal) => boolean,
  ): Promise<boolean>;
  /** Whether this press is the same press again; asked once for each press. */
  repeats(action: string): boolean;
  /** The session is another one now: somebody signed in, left, locked or unlocked. */
  sessionChanged(): Promise<void>;
};

/** How a page opens its link, once somebody is signed in. */
export type OpenLink<V> = (onChange: (state: LinkState<V>) => void, pass: string | null) => HubLink<V>;

const offlineState = { status: 'connecting', view: null, refusal: null, outdated: false } as const;
const messageMs = { good: 8_000, note: 8_000, bad: 20_000 } as const;
const slowAfterMs = 1_000;
const viewAfterAnswerMs = 1_500;

/** Ties a page to session and hub; the page is drawn anew after every change. */
export const createConsole = <V extends { readonly version: number }>(
  host: ReactiveControllerHost,
  openLink: OpenLink<V>,
  /** Presses that may wait behind one in flight; a booth has none, as each changes what the next means. */
  options: {
    readonly places?: number;
    /** A press was accepted, and what came of it is known here: before the next one can be pressed. */
    readonly onAccepted?: () => void;
  } = {},
): Console<V> => {
  const guard = createPressGuard(options);
  /** Wakes the presses in line, first come first. */
  const turns: (() => void)[] = [];
  let link: HubLink<V> | null = null;
  let messageTimer: ReturnType<typeof setTimeout> | undefined;
  let sessionTimer: ReturnType<typeof setTimeout> | undefined;
  let alive = false;
  let stopActivity = (): void => {};
  const versionWaiters = new Set<(version: number) => void>();

  const state = {
    language: rememberedLanguage() as StaffLanguage,
    session: null as SessionState | null,
    sessionFailed: false,
    link: offlineState as LinkState<V>,
    message: null as Message | null,
    slow: false,
  };
  const changed = (change: Partial<typeof state>): void => {
    Object.assign(state, change);
    host.requestUpdate();
  };

  const onLink = (next: LinkState<V>): void => {
    changed({ link: next });
    if (next.view !== null) for (const wake of versionWaiters) wake(next.view.version);
    if (next.status === 'signedOut' || next.status === 'locked') {
      closeLink();
      // Hidden at once; how to unlock is asked for then.
      if (next.status === 'locked' && state.session !== null) {
        changed({ session: { ...state.session, staff: null, locked: true } });
      }
      void refreshSession();
    }
  };
  const closeLink = (): void => {
    link?.close();
    link = null;
  };
  const connect = (): void => {
    if (link === null && alive) link = openLink(onLink, state.session?.pass ?? null);
  };

  const refreshSession = async (): Promise<void> => {
    clearTimeout(sessionTimer);
    try {
      const session = await loadSession();
      const who = state.session?.staff?.id;
      // The socket carries the person's name: it is opened anew under another.
      if (session.staff?.id !== who) closeLink();
      changed({ session, sessionFailed: false });
      if (session.staff !== null) connect();
    } catch {
      changed({ sessionFailed: true });
      if (alive) sessionTimer = setTimeout(() => void refreshSession(), 2_000);
    }
  };

  const say = (kind: Message['kind'], text: string): void => {
    clearTimeout(messageTimer);
    changed({ message: { kind, text } });
    messageTimer = setTimeout(() => changed({ message: null }), messageMs[kind]);
  };

  /** Waits until the screen shows what the answer speaks of, so that a next press is judged on what is seen. */
  const shown = (version: number): Promise<void> =>
    new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer);
        versionWaiters.delete(check);
        resolve();
      };
      const check = (now: number) => {
        if (now >= version) settle();
      };
      const timer = setTimeout(settle, viewAfterAnswerMs);
      versionWaiters.add(check);
      check(state.link.view?.version ?? 0);
    });

  const outcomeOf = async (command: Command): Promise<Outcome> => {
    if (link === null || state.link.status !== 'online') return { kind: 'unsent' };
    return link.send(command);
  };

  const nextTurn = (): void => {
    guard.settled();
    changed({ slow: false });
    turns.shift()?.();
  };

  /** Fails in words; one that comes before an earlier failure was read stands beside it. */
  const fail = (text: string, about: string, waited: boolean): false => {
    const earlier = waited && state.message?.kind === 'bad' ? state.message.text : null;
    const now = about === '' ? text : `${about}：${text}`;
    say('bad', earlier === null || earlier === now ? now : `${earlier} ${now}`);
    return false;
  };

  const press: Console<V>['press'] = async (action, command, done, about = '', onRefused = () => false) => {
    const verdict = guard.press(action);
    if (verdict === 'repeat') return false;
    if (verdict === 'busy') {
      say('note', staffTexts(state.language).link.stillPending);
      return false;
    }
    const waited = verdict === 'wait';
    if (waited) {
      host.requestUpdate();
      await new Promise<void>((wake) => turns.push(wake));
    } else changed({ message: null, slow: false });
    const slowTimer = setTimeout(() => changed({ slow: true }), slowAfterMs);
    const outcome = await outcomeOf(command);
    clearTimeout(slowTimer);
    // Those in line were pressed without waiting to see this one.
    if (outcome.kind === 'accepted' && turns.length === 0) await shown(outcome.answer.version);
    if (outcome.kind === 'accepted') options.onAccepted?.();
    nextTurn();
    const texts = staffTexts(state.language);
    switch (outcome.kind) {
      case 'accepted': {
        const words = done?.(outcome.answer);
        // A success does not wipe out the failure of a press before it in line.
        if (words !== undefined && !(waited && state.message?.kind === 'bad')) say('good', words);
        return true;
      }
      case 'refused':
        if (onRefused(outcome.refusal)) return false;
        return fail(refusalText(outcome.refusal, state.language), about, waited);
      case 'unsent':
        return fail(texts.link.unsent, about, waited);
      case 'unknown':
        return fail(texts.link.unknownOutcome, about, waited);
    }
  };

  host.addController({
    hostConnected() {
      alive = true;
      document.documentElement.lang = state.language;
      void refreshSession();
      stopActivity = watchActivity(() => link?.used());
    },
    hostDisconnected() {
      stopActivity();
      alive = false;
      clearTimeout(messageTimer);
      clearTimeout(sessionTimer);
      closeLink();
    },
  });

  return {
    get language() {
      return state.language;
    },
    get texts() {
      return staffTexts(state.language);
    },
    get session() {
      return state.session;
    },
    get sessionFailed() {
      return state.sessionFailed;
    },
    get link() {
      return state.link;
    },
    get message() {
      return state.message;
    },
    get pending() {
      return guard.pending();
    },
    get inLine() {
      return guard.inLine();
    },
    get slow() {
      return state.slow;
    },
    nowMs: () => link?.nowMs() ?? Date.now(),
    setLanguage(language) {
      rememberLanguage(language);
      changed({ language });
    },
    say,
    press,
    repeats: guard.repeats,
    sessionChanged: refreshSession,
  };
};
