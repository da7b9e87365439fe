// The list of all pages that `npm start` prints.
import { textIn } from '../protocol/ids.ts';
import type { SiteList } from '../protocol/wire.ts';

/** Columns by the width that a terminal gives them: Japanese characters take two. */
const width = (text: string): number =>
  [...text].reduce((sum, char) => sum + (/[ -ÿ]/.test(char) ? 1 : 2), 0);
const padTo = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(1, columns - width(text)));

/** The lines to print; `paper` is the virtual printer's page, when there is one. */
export const addressLines = (hub: string, list: SiteList, paper: string | null): readonly string[] => {
  const line = (name: string, address: string): string => `  ${padTo(name, 34)}${address}`;
  const sites = list.sites.flatMap((site) => {
    const [first] = site.boothNumbers;
    return [
      '',
      `  ${textIn(site.names, 'ja')} (${site.id})`,
      line('  案内画面  Lobby screen', `${hub}/wall/${site.id}`),
      ...(site.kiosks.length === 0
        ? []
        : [line('  発券機    Kiosk', `${hub}/kiosk/${site.id}?device=${site.kiosks[0]?.id}`)]),
      line('  受付      Reception', `${hub}/reception/${site.id}`),
      ...(first === undefined
        ? []
        : [line(`  窓口${first}     Booth ${first}`, `${hub}/booth/${site.id}/${first}`)]),
    ];
  });
  return [
    '',
    `  ${textIn(list.organisation.names, 'ja')} — Junban is ready.`,
    '',
    line('トップ    Start page', `${hub}/`),
    ...(paper === null ? [] : [line('番号札    Paper and buttons', paper)]),
    line('混雑状況  How full it is now', `${hub}/now`),
    line('端末      Devices', `${hub}/devices`),
    line('API       OpenAPI document', `${hub}/api/openapi.json`),
    ...sites,
    '',
    '  Ctrl+C stops it.',
    '',
  ];
};
