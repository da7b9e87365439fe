// A small page that works without scripts, for what is said before or beside the built pages.
import { createHash } from 'node:crypto';

const renewing = (seconds: number): string =>
  `<noscript><meta http-equiv="refresh" content="${seconds}"></noscript><script src="${renewScriptPath}" defer></script>`;

/** Text made safe for HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const style = `body{font-family:"BIZ UDPGothic",system-ui,sans-serif;line-height:1.7;margin:0;color:#1a1a1c;background:#fff}
main{max-width:40rem;margin:0 auto;padding:2rem 1rem;text-align:center}
.number{font-size:min(30vw,9rem);font-weight:700;line-height:1.1;margin:0}
.state{font-size:1.75rem;font-weight:700}.called{background:#00118f;color:#fff;padding:1rem;border-radius:.5rem}
a{color:#00118f}`;

/** Lets this one style stand in a page, and no other. */
export const plainPageStyleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** Where the script is served that renews a page's content in place. */
export const renewScriptPath = '/t/renew.js';

/**
 * Renews <main> in place, also at once when the phone wakes up. A whole reload would throw a screen reader back to the
 * top of the page, so that is left to browsers without scripts. The browser reads the answer as a document, in which
 * no script runs; text never becomes HTML here.
 */
export const renewScript = `const seconds = Number(document.body.dataset.renewSeconds);
let timer;
const load = () => new Promise((resolve, reject) => {
  const request = new XMLHttpRequest();
  request.open('GET', location.href);
  request.responseType = 'document';
  request.onload = () => (request.response === null ? reject(new Error('no page')) : resolve(request.response));
  request.onerror = reject;
  request.send();
});
const renew = async () => {
  clearTimeout(timer);
  try {
    const page = await load();
    const fresh = page.querySelector('main');
    const shown = document.querySelector('main');
    if (fresh !== null && !fresh.isEqualNode(shown)) shown.replaceChildren(...document.importNode(fresh, true).childNodes);
    if (page.body.dataset.renewSeconds === undefined) return;
  } catch {
    // Without a connection the page stays as it is: the time on it tells its age.
  }
  timer = setTimeout(renew, seconds * 1000);
};
timer = setTimeout(renew, seconds * 1000);
addEventListener('visibilitychange', () => document.visibilityState === 'visible' && renew());
`;

/** A whole page; `body` is HTML, `title` text. `refreshSeconds` 0: never. */
export const plainPage = (
  title: string,
  body: string,
  language = 'ja',
  refreshSeconds = 0,
): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
${refreshSeconds > 0 ? renewing(refreshSeconds) : ''}<style>${style}</style></head>
<body${refreshSeconds > 0 ? ` data-renew-seconds="${refreshSeconds}"` : ''}><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>
`;
