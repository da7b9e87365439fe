// A row of another system's table as a wish: sites and procedures by id or name, dates and times as Japanese offices write them.
import { Contact } from '../../protocol/contacts.ts';
import { BusinessDate, Language, type ProcedureId, type SiteId } from '../../protocol/ids.ts';
import type { ImportField, ImportProblem, ImportRow } from '../../protocol/reservation-import.ts';
import type { ResolvedSite } from '../settings/resolved-site.ts';

export type RowWish = {
  readonly site: SiteId;
  readonly date: BusinessDate;
  readonly slotAtMs: number;
  readonly procedure: ProcedureId;
  readonly partySize: number;
  readonly language: Language;
  /** Null: the row names nobody. */
  readonly contact: Contact | null;
};

/** Without the mark that keeps a spreadsheet from taking a cell for a formula. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/^'(?=[=+\-@])/, '');
/** Spreadsheets take a telephone number for a number, and its leading 0 away. */
const withZero = (phone: string): string => {
  const digits = plain(phone).replaceAll('-', '');
  return /^[1-9]\d{8,9}$/.test(digits) ? `0${digits}` : plain(phone);
};
const two = (text: string): string => text.padStart(2, '0');

/** 2026-12-07, 2026/12/7, 2026.12.7, 20261207, 令和8年12月7日, R8.12.7, each with a weekday behind it; null: none of them. */
export const dateIn = (text: string): BusinessDate | null => {
  const typed = plain(text)
    .replace(/[(（].*$/, '')
    .trim();
  const western =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  const reiwa = /^(?:令和|R)(\d{1,2}|元)[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/i.exec(typed);
  const [year, month, day] =
    western !== null
      ? [Number(western[1]), western[2], western[3]]
      : reiwa !== null
        ? [2018 + (reiwa[1] === '元' ? 1 : Number(reiwa[1])), reiwa[2], reiwa[3]]
        : [0, '', ''];
  const parsed = BusinessDate.safeParse(`${year}-${two(month ?? '')}-${two(day ?? '')}`);
  return parsed.success ? parsed.data : null;
};

/** 10:00, 10:00:00, 1000, 10時, 10時30分, and the beginning of 10:00〜10:15; null: none of them. HH:MM. */
export const timeIn = (text: string): string | null => {
  const [typed = ''] = plain(text).split(/[~〜–-]/);
  const found =
    /^(\d{1,2})[:時](\d{2})?(?:分|:\d{2})?$/.exec(typed.trim()) ?? /^(\d{2})(\d{2})$/.exec(typed.trim());
  if (found === null) return null;
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? '0')];
  return hours > 23 || minutes > 59 ? null : `${two(String(hours))}:${two(String(minutes))}`;
};

type Named = { readonly id: string; readonly names: Readonly<Record<string, string | undefined>> };
const named = <T extends Named>(all: readonly T[], text: string): T | null => {
  const wanted = plain(text);
  return (
    all.find(({ id }) => id === wanted) ??
    all.find(({ names }) =>
      Object.values(names).some((name) => name !== undefined && plain(name) === wanted),
    ) ??
    null
  );
};

/** The contact of a row, or the fields that are wrong. */
const contactIn = (
  row: ImportRow,
): { readonly contact: Contact | null; readonly wrong: readonly ImportField[] } => {
  const fields = ['name', 'kana', 'phone', 'email', 'note'] as const;
  const cells = { ...row, phone: withZero(row.phone) };
  const given = Object.fromEntries(
    fields.map((name) => [name, cells[name]]).filter(([, text]) => plain(text ?? '') !== ''),
  );
  if (Object.keys(given).length === 0) return { contact: null, wrong: [] };
  const parsed = Contact.safeParse(given);
  if (parsed.success) return { contact: parsed.data, wrong: [] };
  const paths = new Set(parsed.error.issues.map(({ path }) => String(path[0])));
  return { contact: null, wrong: fields.filter((name) => paths.has(name)) };
};

/** The wish of a row, or everything that is wrong with it; `sites` are those that take reservations. */
export const readRow = (
  row: ImportRow,
  sites: readonly ResolvedSite[],
): { readonly wish: RowWish } | { readonly problems: readonly ImportProblem[] } => {
  const problems: ImportProblem[] = [];
  const wrong = (field: ImportField, known: readonly string[] = []): void => {
    problems.push({ field, refusal: null, known: known.slice(0, 30) });
  };
  const all = sites.map((site) => ({ id: site.settings.id, names: site.settings.names, site }));
  const at = named(all, row.site)?.site ?? null;
  if (at === null)
    wrong(
      'site',
      all.map(({ names }) => names.ja),
    );
  const groups = [...(at?.reservations?.groups.values() ?? [])];
  const offered = groups
    .flatMap(({ procedures }) => procedures)
    .flatMap((id) => {
      const names = at?.procedures.get(id)?.names;
      return names === undefined ? [] : [{ id, names }];
    });
  const procedure = named(offered, row.procedure)?.id ?? null;
  if (at !== null && procedure === null)
    wrong(
      'procedure',
      offered.map(({ names }) => names.ja),
    );
  const date = dateIn(row.date);
  if (date === null) wrong('date');
  const time = timeIn(row.time);
  if (time === null) wrong('time');
  const people = plain(row.partySize).replace(/[人名]$/, '');
  const partySize = people === '' ? 1 : Number(people);
  if (!Number.isInteger(partySize) || partySize < 1 || partySize > 20) wrong('partySize');
  const language = Language.safeParse(plain(row.language) === '' ? 'ja' : plain(row.language));
  if (!language.success) wrong('language', Language.options);
  const { contact, wrong: fields } = contactIn(row);
  for (const field of fields) wrong(field);
  if (
    problems.length > 0 ||
    at === null ||
    procedure === null ||
    date === null ||
    time === null ||
    !language.success
  )
    return { problems };
  const slotAtMs = Date.parse(`${date}T${time}:00+09:00`);
  const wish = {
    site: at.settings.id,
    date,
    slotAtMs,
    procedure,
    partySize,
    language: language.data,
    contact,
  };
  return { wish };
};
