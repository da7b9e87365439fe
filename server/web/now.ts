// GET /now, /now.json, /now.csv: how full every site is, for everybody, asked for again and again instead of held open.
import { Router } from 'express';
import { Language, type Language as Tongue } from '../../protocol/ids.ts';
import { nowCsv } from '../now/csv.ts';
import { nowPage } from '../now/page.ts';
import { nowScript } from '../now/page-script.ts';
import type { NowSource } from '../now/source.ts';
import { sendTagged } from './etag.ts';

const scriptPath = '/now.js';
const renewSeconds = 20;
const oldAfterSeconds = 120;
/** A proxy before the hub may answer a crowd for so long by itself. */
const cacheControl = 'public, max-age=5';

/** How browsers ask for a language, where it is not by the language's own tag. */
const browserTags: Partial<Record<Tongue, readonly string[]>> = {
  'ja-easy': [],
  'zh-Hans': ['zh', 'zh-Hans', 'zh-CN', 'zh-SG'],
  'zh-Hant': ['zh-Hant', 'zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant-TW', 'zh-Hant-HK', 'zh-Hant-MO'],
  tl: ['tl', 'fil'],
};

/** The language asked for, or the first of the browser's that is spoken here. */
const languageOf = (
  asked: unknown,
  accepts: (tags: string[]) => string | false,
  spoken: readonly Tongue[],
): Tongue => {
  const named = Language.safeParse(asked);
  if (named.success && spoken.includes(named.data)) return named.data;
  const tags = spoken.flatMap((one) => (browserTags[one] ?? [one]).map((tag) => ({ tag, one })));
  const best = accepts(tags.map(({ tag }) => tag));
  return tags.find(({ tag }) => tag === best)?.one ?? spoken[0] ?? 'ja';
};

export const openNow = (parts: {
  readonly fullness: NowSource;
  readonly settings: { readonly languages: readonly Tongue[] };
}): Router => {
  const { fullness } = parts;
  const { languages } = parts.settings;
  const router = Router();
  router.get('/now', (request, response) => {
    const { view, tag } = fullness();
    const language = languageOf(request.query.lang, (tags) => request.acceptsLanguages(...tags), languages);
    const pageIn = (one: Tongue) => `/now?lang=${one}`;
    const options = { language, languages, pageIn, renewSeconds, oldAfterSeconds, script: scriptPath };
    response.vary('Accept-Language');
    const body = () => nowPage(view, options);
    sendTagged(request, response, { tag: `${tag}.${language}`, type: 'html', cacheControl, body });
  });
  router.get('/now.json', (request, response) => {
    const { view, tag } = fullness();
    response.set('Access-Control-Allow-Origin', '*');
    sendTagged(request, response, { tag, type: 'json', cacheControl, body: () => JSON.stringify(view) });
  });
  router.get('/now.csv', (request, response) => {
    const { view, tag } = fullness();
    response.set('Access-Control-Allow-Origin', '*');
    sendTagged(request, response, {
      tag: `${tag}.csv`,
      type: 'text/csv',
      cacheControl,
      body: () => nowCsv(view),
    });
  });
  router.get(scriptPath, (_request, response) => {
    response.set('Cache-Control', 'no-cache').type('text/javascript').send(nowScript);
  });
  return router;
};
