// Integrators' keys: made and revoked by administrators. Pure deciders over what the register knows.
import type { Grant } from '../../protocol/access.ts';
import type { KeyId, SiteId } from '../../protocol/ids.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Change } from './register/register.ts';

/** More would be a mistake; one integrator needs one key. */
export const mostApiKeys = 200;
/** Made within a day, the revoked ones among them: the register keeps every one for ever. */
export const mostMadeADay = 50;
const dayMs = 86_400_000;

type NewKey = {
  readonly key: KeyId;
  readonly hash: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** When it is asked for, epoch ms; left out: the bound of a day is not looked at. */
  readonly nowMs?: number;
};

/** Refuses a name that a good key has already (events name the integrator), and a site that is none of `sites`. */
export const makeApiKey =
  (made: NewKey, sites: ReadonlySet<SiteId>): Change =>
  ({ apiKeys }) => {
    const good = [...apiKeys.values()].filter(({ revoked }) => !revoked);
    if (good.some(({ name }) => name === made.name)) return refuse('nameTaken', { name: made.name });
    if (good.length >= mostApiKeys) return refuse('tooManyKeys', { limit: mostApiKeys });
    const { nowMs } = made;
    if (nowMs !== undefined) {
      const lately = [...apiKeys.values()].filter(({ madeAtMs }) => madeAtMs > nowMs - dayMs);
      if (lately.length >= mostMadeADay) return refuse('tooManyKeysMade', { limit: mostMadeADay });
    }
    const strange = made.grants.find(({ site }) => site !== null && !sites.has(site));
    if (strange !== undefined)
      return refuse('unknownSite', { site: strange.site ?? '', known: [...sites].slice(0, 20).join(', ') });
    const { key, hash, name, grants } = made;
    return [{ type: 'apiKeyMade', key, hash, name, grants: [...grants] }];
  };

/** A key that is revoked already stays so. */
export const revokeApiKey =
  (key: KeyId): Change =>
  ({ apiKeys }) => {
    const known = apiKeys.get(key);
    if (known === undefined) return refuse('unknownEntry', { id: key });
    return known.revoked ? [] : [{ type: 'apiKeyRevoked', key }];
  };
