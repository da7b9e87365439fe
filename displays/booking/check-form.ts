// What a resident typed, judged by the same schemas as at the hub, and told field by field. Pure.
import { Contact, holdsMyNumber } from '../../protocol/contacts.ts';
import { Proof } from '../../protocol/reservation-api.ts';
import type { FieldProblem } from '../../protocol/texts/booking/catalogue.ts';
import { type BookingGroup, type Field, fields } from './parts/visit.ts';

const named: Readonly<Record<Field, keyof BookingGroup['contact']>> = {
  name: 'name',
  kana: 'kana',
  phone: 'telephone',
  email: 'mail',
};
const shapeProblem: Readonly<Record<Field, FieldProblem>> = {
  name: 'other',
  kana: 'kana',
  phone: 'telephone',
  email: 'mail',
};

export type Checked = {
  /** As it is sent; null: something is wrong, or nothing is asked for. */
  readonly contact: Contact | null;
  readonly problems: Readonly<Partial<Record<Field, FieldProblem>>>;
};

/** The contact of what was typed, or what is wrong with which field. Fields that are not asked for are left out. */
export const checkContact = (
  typed: Readonly<Record<Field, string>>,
  asks: BookingGroup['contact'],
): Checked => {
  const problems: Partial<Record<Field, FieldProblem>> = {};
  const given: Record<string, string> = {};
  for (const field of fields) {
    const need = asks[named[field]];
    const text = typed[field].trim();
    if (need === 'off') continue;
    if (text === '') {
      if (need === 'required') problems[field] = 'empty';
      continue;
    }
    if (holdsMyNumber(text)) problems[field] = 'myNumber';
    else if (!Contact.safeParse({ [field]: text }).success) problems[field] = shapeProblem[field];
    given[field] = text;
  }
  if (Object.keys(problems).length > 0 || Object.keys(given).length === 0) return { contact: null, problems };
  return { contact: Contact.parse(given), problems };
};

export type CheckedKey = {
  readonly proof: Proof | null;
  readonly problems: Readonly<Partial<Record<'code' | 'lastFour', FieldProblem>>>;
};

/** Code and four digits as typed, or what is wrong with which. */
export const checkKey = (asked: { readonly code: string; readonly lastFour: string }): CheckedKey => {
  const proof = Proof.safeParse(asked);
  if (proof.success) return { proof: proof.data, problems: {} };
  const wrong = new Set(proof.error.issues.map((issue) => String(issue.path[0])));
  return {
    proof: null,
    problems: {
      ...(wrong.has('code') ? { code: 'code' as const } : {}),
      ...(wrong.has('lastFour') ? { lastFour: 'lastFour' as const } : {}),
    },
  };
};
