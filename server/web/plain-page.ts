// A small page without scripts, for what is said before or beside the built pages.

/** Text made safe for HTML. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const style = `body{font-family:"BIZ UDPGothic",system-ui,sans-serif;line-height:1.7;margin:0;color:#1a1a1c;background:#fff}
main{max-width:40rem;margin:0 auto;padding:2rem 1rem;text-align:center}
.number{font-size:min(30vw,9rem);font-weight:700;line-height:1.1;margin:0}
.state{font-size:1.75rem;font-weight:700}.called{background:#00118f;color:#fff;padding:1rem;border-radius:.5rem}
a{color:#00118f}`;

/** A whole page; `body` is HTML, `title` text. `refreshSeconds` 0: never. */
export const plainPage = (
  title: string,
  body: string,
  language = 'ja',
  refreshSeconds = 0,
): string => `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
${refreshSeconds > 0 ? `<meta http-equiv="refresh" content="${refreshSeconds}">` : ''}<style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>
`;
