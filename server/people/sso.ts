// Signing in at the organisation's own service: where the browser goes, and who it is that comes back.
import { z } from 'zod';
import type { NetworkAddress } from '../../protocol/ids.ts';
import type { Parsed } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import { LogUnavailable } from '../base/log-unavailable.ts';
import type { StaffParts } from './dependencies.ts';
import type { FrontDesk } from './front-desk.ts';
import type { Account } from './register/state.ts';
import { keyOf, newToken, type Session } from './sessions.ts';
import { accountOfSubject, followService, grantsOf, subjectOf } from './sso-accounts.ts';
import type { SsoClient } from './sso-client.ts';

/** An errand to the service is good for so long, ms: people type passwords and second factors there. */
export const errandMs = 10 * 60_000;

/** Kept while the browser is away. `browser` binds the errand to the browser that began it. */
const Kept = z.strictObject({
  nonce: z.string(),
  verifier: z.string(),
  browser: z.string(),
  to: z.string(),
  session: z.string().nullable(),
});

export type Arrived = {
  /** The page to go on with. */
  readonly to: string;
  /** The token of a new session; null: the one that the browser has was unlocked. */
  readonly token: string | null;
};

export type Sso = {
  /** `to`: the page to come back to; `session`: what the browser has, perhaps locked. Refused when the service is away. */
  start(
    to: string,
    session: Session | null,
  ): Promise<Parsed<{ readonly url: string; readonly browser: string }>>;
  /** `query` as the service sent the browser back with it; `browser` from its cookie. */
  finish(query: string, browser: string | null, from: NetworkAddress): Promise<Parsed<Arrived>>;
};

const noteOf = (state: string): string => `sso:${keyOf(state)}`;
const failed = { ok: false, refusal: refuse('ssoFailed') } as const;
const refused = { ok: false, refusal: refuse('ssoRefused') } as const;

export const createSso = (parts: StaffParts, client: SsoClient, frontDesk: FrontDesk): Sso => {
  const { notes, register, sessions, audit, logger, now } = parts;

  const onRecord = (name: string | null, from: NetworkAddress): Promise<void> =>
    audit.note({ kind: 'system', id: 'sign-in' }, { type: 'signInRefused', name, why: 'sso', from }, now());

  /** The account as the service has it now; null: nobody with a role. */
  const accountFor = async (
    issuer: string,
    claims: Record<string, unknown>,
  ): Promise<Parsed<Account | null>> => {
    const subject = subjectOf(issuer, String(claims.sub));
    const grants = parts.sso === null ? [] : grantsOf(parts.sso, claims);
    const changed = await register.change({ kind: 'system', id: 'sso' }, (state) =>
      followService(state, subject, claims, grants),
    );
    if (!changed.ok) return changed;
    const account = accountOfSubject(changed.state, subject);
    if (account === undefined) return { ok: true, value: null };
    if (account.grants.length === 0) await sessions.endAllOf(account.id, null);
    return { ok: true, value: account };
  };

  const arrive = async (
    account: Account,
    kept: z.infer<typeof Kept>,
    from: NetworkAddress,
  ): Promise<Arrived> => {
    const before = kept.session === null ? null : await sessions.look(kept.session);
    if (before !== null && before.staff === account.id) {
      if (before.locked) await frontDesk.unlocked(before, from);
      return { to: kept.to, token: null };
    }
    if (before !== null) await sessions.endKey(before.key);
    return { to: kept.to, token: (await frontDesk.begin(account, 'sso', from)).token };
  };

  return {
    start: async (to, session) => {
      try {
        const { url, errand } = await client.begin();
        const browser = newToken();
        const { state, ...rest } = errand;
        const kept = { ...rest, browser: keyOf(browser), to, session: session?.key ?? null };
        await notes.put(noteOf(state), JSON.stringify(kept), errandMs);
        return { ok: true, value: { url, browser } };
      } catch (error) {
        if (error instanceof LogUnavailable) return { ok: false, refusal: refuse('logUnavailable') };
        logger.warn({ err: error }, 'the sign-in service cannot be asked');
        return failed;
      }
    },
    finish: async (query, browser, from) => {
      const state = new URLSearchParams(query).get('state') ?? '';
      const note = await notes.take(noteOf(state));
      const kept = note === null ? null : Kept.parse(JSON.parse(note));
      if (kept === null || browser === null || keyOf(browser) !== kept.browser) {
        return { ok: false, refusal: refuse('linkOver') };
      }
      let told: Awaited<ReturnType<SsoClient['finish']>>;
      try {
        told = await client.finish(query, { state, nonce: kept.nonce, verifier: kept.verifier });
      } catch (error) {
        // The reason, not what was sent: codes and tokens stay out of the log.
        logger.warn(
          { reason: error instanceof Error ? error.message : 'unknown' },
          'sign-in by the service failed',
        );
        return failed;
      }
      const account = await accountFor(told.issuer, told.claims);
      if (!account.ok) return account;
      if (account.value === null || account.value.closed || account.value.grants.length === 0) {
        await onRecord(account.value?.id ?? null, from);
        return refused;
      }
      return { ok: true, value: await arrive(account.value, kept, from) };
    },
  };
};
