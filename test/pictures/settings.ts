// The settings of the pictures: the demo's town with one place per state that is to be seen.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import { reachedFrom } from '../support/reached-from.ts';

const demoFile = resolve(import.meta.dirname, '../../examples/demo.yaml');

/** One place per state; the names of the places are the names of the states. */
export const states = [
  'normal',
  'strained',
  'stopped',
  'outage',
  'absent',
  'closed',
  'twelve',
  'long-names',
  'offline',
] as const;
export type State = (typeof states)[number];

type Names = Readonly<Record<string, string>>;
type Procedure = { id: string; letter: string; names: Names; shortNames?: Names; plannedMinutes: number };
type Booth = { number: number; procedures: readonly { procedure: string }[] };
type Group = { procedures: readonly string[]; eligibility?: unknown };
type Site = {
  id: string;
  names: Names;
  procedures: readonly unknown[];
  booths: Booth[];
  reservations: { groups: readonly Group[] };
};
type Demo = {
  procedures: Procedure[];
  sites: [Site, ...Site[]];
  reservations: Parameters<typeof reachedFrom>[0];
};

/** As long as real ones get; no language has room to spare. */
const long: Procedure[] = [
  {
    id: 'long-issue',
    letter: 'P',
    names: {
      ja: '在留期間更新に伴うマイナンバーカードの有効期間延長の手続き',
      en: 'Extension of the validity of a My Number Card after renewal of the period of stay',
      vi: 'Gia hạn thời hạn hiệu lực của thẻ My Number sau khi gia hạn thời gian lưu trú',
      pt: 'Prorrogação da validade do cartão My Number após a renovação do período de permanência',
    },
    plannedMinutes: 15,
  },
  {
    id: 'long-certificate',
    letter: 'Q',
    names: {
      ja: '署名用電子証明書および利用者証明用電子証明書の新規発行・更新',
      en: 'New issue or renewal of the certificates for digital signature and for user authentication',
    },
    plannedMinutes: 10,
  },
];
const longSite = {
  ja: '順番市総合行政サービスセンター マイナンバーカード特設交付窓口',
  en: 'Junban City General Administrative Service Centre, Special Counter for My Number Cards',
};

/** Places differ by name, as real ones do. */
const districts: Readonly<Record<State, readonly [string, string]>> = {
  normal: ['中央', 'Central'],
  strained: ['青葉', 'Aoba'],
  stopped: ['桜木', 'Sakuragi'],
  outage: ['北見', 'Kitami'],
  absent: ['南', 'Minami'],
  closed: ['西', 'Nishi'],
  twelve: ['東', 'Higashi'],
  'long-names': ['総合', 'General'],
  offline: ['港', 'Minato'],
};
const named = (state: State): Names => ({
  ja: `順番市 ${districts[state][0]}マイナンバーカードセンター`,
  en: `Junban City My Number Card Centre, ${districts[state][1]}`,
});

const everyday = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Opens again tomorrow. */
const shutToday = (today: string) => ({
  weekly: Object.fromEntries(everyday.map((day) => [day, [{ from: '08:45', to: '17:15' }]])),
  exceptions: [{ date: today, openings: [] }],
});

/** What of the demo's groups the place has; two booths are planned for reservations all day. */
const bookable = ({ groups }: Site['reservations'], known: ReadonlySet<string>) => ({
  groups: groups
    .map(({ eligibility: _, ...group }) => ({
      ...group,
      procedures: group.procedures.filter((one) => known.has(one)),
    }))
    .filter(({ procedures }) => procedures.length > 0),
  staffingPlan: [{ from: '00:00', to: '24:00', booths: 2 }],
});

/** The settings file's text; `today`: the business date of Japan. */
export const pictureSettings = (today: string): string => {
  const demo = parse(readFileSync(demoFile, 'utf8')) as Demo;
  const [centre] = demo.sites;
  const all = demo.procedures.map(({ id }) => id);
  const own = all.slice(0, 6);
  const siteOf = (state: State): Site => {
    const ids =
      state === 'twelve'
        ? all
        : state === 'long-names'
          ? [...long.map(({ id }) => id), ...own.slice(0, 2)]
          : own;
    const known = new Set(ids);
    const booths = centre.booths.map((booth, place) => {
      const kept = booth.procedures.filter(({ procedure }) => known.has(procedure));
      return {
        ...booth,
        procedures: kept.length > 0 ? kept : [{ procedure: ids[place % ids.length] ?? '' }],
      };
    });
    const extra = state === 'twelve' ? all.slice(6) : state === 'long-names' ? long.map(({ id }) => id) : [];
    const rooms = extra.map((id, place) => ({ number: 11 + place, procedures: [{ procedure: id }] }));
    return {
      ...centre,
      id: state,
      names: state === 'long-names' ? longSite : named(state),
      procedures: ids.map((procedure) => ({ procedure })),
      booths: [...booths, ...rooms],
      reservations: bookable(centre.reservations, known),
      ...(state === 'closed' ? { calendar: shutToday(today) } : {}),
      walls: [{ id: `${state}-wall`, name: '待合ロビー' }],
      printers: [{ id: `${state}-printer`, name: '総合受付' }],
      kiosks: [{ id: `${state}-kiosk`, name: '発券機', printer: null }],
    } as Site;
  };
  return stringify({
    ...demo,
    procedures: [...demo.procedures, ...long],
    reservations: reachedFrom(demo.reservations, states),
    sites: states.map(siteOf),
  });
};

/** Writes the file into the folder and gives its path. */
export const settingsPath = (folder: string): string => join(folder, 'settings.yaml');
