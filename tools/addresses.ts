// The list of all pages that `npm start` prints.
import { textIn } from '../protocol/ids.ts';
import { type PageName, type PageRow, pageAddress, pages, pagesListed } from '../protocol/pages.ts';
import type { SiteList } from '../protocol/wire.ts';

/** Columns by the width that a terminal gives them: Japanese characters take two. */
const width = (text: string): number =>
  [...text].reduce((sum, char) => sum + (/[ -ÿ]/.test(char) ? 1 : 2), 0);
const padTo = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(1, columns - width(text)));

type Site = SiteList['sites'][number];

/** The first address of each page of a site; where a page stands once a device or booth, the others are on the start page. */
const firstOf = (site: Site, hub: string): readonly (readonly [PageRow, string, string])[] => {
  const ofSite = (row: PageRow & { readonly name: PageName }, device = '') =>
    [row, '', `${hub}${pageAddress(row.name, { site: site.id })}${device}`] as const;
  const [kiosk] = site.kiosks;
  const [booth] = site.boothNumbers;
  return [
    ...pagesListed('eachWall').map((row) => ofSite(row)),
    ...(kiosk === undefined ? [] : pagesListed('eachKiosk').map((row) => ofSite(row, `?device=${kiosk.id}`))),
    ...pagesListed('site').map((row) => ofSite(row)),
    ...(booth === undefined
      ? []
      : pagesListed('eachBooth').map(
          (row) => [row, ` ${booth}`, `${hub}${pageAddress(row.name, { site: site.id, booth })}`] as const,
        )),
  ];
};

/** The lines to print; `paper` is the virtual printer's page, when there is one. */
export const addressLines = (hub: string, list: SiteList, paper: string | null): readonly string[] => {
  const line = (ja: string, en: string, address: string): string =>
    `  ${padTo(padTo(ja, 16) + en, 38)}${address}`;
  const single = (where: 'office' | 'more') =>
    pagesListed(where).map(({ name, names }) => line(names.ja, names.en, `${hub}${pageAddress(name)}`));
  const sites = list.sites.flatMap((site) => [
    '',
    `  ${textIn(site.names, 'ja')} (${site.id})`,
    ...firstOf(site, hub).map(([{ names }, number, address]) =>
      line(`  ${names.ja}${number}`, `${names.en}${number}`, address),
    ),
  ]);
  return [
    '',
    `  ${textIn(list.organisation.names, 'ja')} — Junban is ready.`,
    '',
    line(pages.start.names.ja, pages.start.names.en, `${hub}${pageAddress('start')}`),
    ...(paper === null ? [] : [line('番号札とボタン', 'Paper and buttons', paper)]),
    ...single('more'),
    ...single('office'),
    line('API', 'OpenAPI document', `${hub}/api/openapi.json`),
    ...sites,
    '',
    '  Ctrl+C stops it.',
    '',
  ];
};
