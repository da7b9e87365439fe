// What happened, as a sentence a person reads: each kind of event with its figures, in the two languages of staff.
import { type LocalText, textIn } from '../ids.ts';
import type { AuditLine } from '../wire-audit.ts';
import type { AuditEventName } from './audit-events.ts';
import type { AuditSentences, Said } from './audit-sentence-catalogue.ts';
import { auditSentencesEn } from './audit-sentences.en.ts';
import { auditSentencesJa } from './audit-sentences.ja.ts';
import type { StaffLanguage } from './staff-catalogue.ts';
import { staffTexts } from './staff-texts.ts';

type Details = AuditLine['details'];

/** Names of what events name by id; an id without a name stands for itself. */
export type AuditNames = {
  readonly procedure: (id: string) => LocalText | null;
  readonly site: (id: string) => LocalText | null;
};

const clock = new Intl.DateTimeFormat('ja-JP', {
  timeZone: 'Asia/Tokyo',
  hour: 'numeric',
  minute: '2-digit',
});
const isText = (value: unknown): value is string => typeof value === 'string';
const recordOf = (value: unknown): Details =>
  typeof value === 'object' && value !== null ? (value as Details) : {};

const saidOf = (details: Details, language: StaffLanguage, names: AuditNames): Said => {
  const texts = staffTexts(language);
  const [open, close, comma] = language === 'ja' ? ['（', '）', '、'] : [' (', ')', ', '];
  const name = (found: LocalText | null, id: string) => (found === null ? id : textIn(found, language));
  const text = (field: string): string => {
    const value = details[field];
    return isText(value) || typeof value === 'number' ? String(value) : '';
  };
  // Procedures stand as ids, or as what a booth serves: each with its delay.
  const procedures = (Array.isArray(details.procedures) ? details.procedures : []).map((one: unknown) => {
    const id = isText(one) ? one : String(recordOf(one).procedure ?? '');
    return name(names.procedure(id), id);
  });
  const roles = (Array.isArray(details.grants) ? details.grants : []).map((one: unknown) => {
    const { role, site } = recordOf(one);
    const words = texts.people.roles[role as keyof typeof texts.people.roles] ?? String(role);
    return `${words}${open}${isText(site) ? name(names.site(site), site) : texts.people.everySite}${close}`;
  });
  const { site, device } = recordOf(details.place);
  const notice = recordOf(details.notice)[language] ?? recordOf(details.notice).ja;
  return {
    text,
    count: (field) => {
      const value = details[field];
      return Array.isArray(value) ? value.length : typeof value === 'number' ? value : 0;
    },
    has: (field) => details[field] !== null && details[field] !== undefined && details[field] !== false,
    time: (field) => (typeof details[field] === 'number' ? clock.format(details[field]) : ''),
    procedure: name(names.procedure(text('procedure')), text('procedure')),
    procedures: procedures.join(comma),
    note: (field) => (text(field) === '' ? '' : `${open}${text(field)}${close}`),
    notice: isText(notice) && notice !== '' ? `${open}${notice}${close}` : '',
    roles: roles.join(comma),
    place: isText(site) ? `${name(names.site(site), site)} / ${String(device ?? '')}` : '',
    state: (kind, value) => (texts[kind] as Readonly<Record<string, string>>)[value] ?? value,
  };
};

/** The sentence of a line; null: the event is of a kind that this version does not know. */
export const auditSentence = (
  line: Pick<AuditLine, 'type' | 'details'>,
  language: StaffLanguage,
  names: AuditNames,
): string | null => {
  const sentences: Partial<AuditSentences> = language === 'ja' ? auditSentencesJa : auditSentencesEn;
  return sentences[line.type as AuditEventName]?.(saidOf(line.details, language, names)) ?? null;
};
