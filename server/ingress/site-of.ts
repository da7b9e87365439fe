// Finds the site that an address or a hello names.
import { SiteId } from '../../protocol/ids.ts';
import { type Parsed, parseAs } from '../../protocol/parse.ts';
import { refuse } from '../../protocol/refusals.ts';
import type { Hub, SiteHub } from '../hub/contract.ts';

/** The site hub, or why there is none. */
export const siteOf = (hub: Hub, input: unknown): Parsed<SiteHub> => {
  const id = parseAs(SiteId, input, 'site');
  if (!id.ok) return id;
  const value = hub.sites.get(id.value);
  if (value !== undefined) return { ok: true, value };
  const known = [...hub.sites.keys()].slice(0, 20).join(', ');
  return { ok: false, refusal: refuse('unknownSite', { site: id.value, known }) };
};
