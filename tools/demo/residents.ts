// Residents of the demonstration as they book: on the page, by telephone and at reception, through the doors that people use.
import { z } from 'zod';
import type { Contact } from '../../protocol/contacts.ts';
import type { ProcedureId, SiteId } from '../../protocol/ids.ts';
import { Booked, DaySheet, DeskDone } from '../../protocol/reservation-api.ts';
import { BookingOffer, type DeskReservation, FreeSlots } from '../../protocol/reservation-views.ts';

const families = [
  '佐藤 サトウ',
  '鈴木 スズキ',
  '高橋 タカハシ',
  '田中 タナカ',
  '伊藤 イトウ',
  '渡辺 ワタナベ',
  '山本 ヤマモト',
  '中村 ナカムラ',
  '小林 コバヤシ',
  '加藤 カトウ',
  '吉田 ヨシダ',
  '山田 ヤマダ',
  '佐々木 ササキ',
  '山口 ヤマグチ',
  '松本 マツモト',
  '井上 イノウエ',
];
const givens = [
  '花子 ハナコ',
  '太郎 タロウ',
  '陽子 ヨウコ',
  '健一 ケンイチ',
  '美咲 ミサキ',
  '翔太 ショウタ',
  '和子 カズコ',
  '大輔 ダイスケ',
  '恵子 ケイコ',
  '直樹 ナオキ',
  '由美 ユミ',
  '誠 マコト',
  '愛 アイ',
  '拓也 タクヤ',
];

/** A made-up person; the same for the same number. Telephone numbers are of a range that nobody has. */
export const residentNumber = (n: number): Contact => {
  const [family = '', familyKana = ''] = (families[n % families.length] ?? '').split(' ');
  const [given = '', givenKana = ''] = (givens[Math.floor(n / families.length) % givens.length] ?? '').split(
    ' ',
  );
  return {
    name: `${family} ${given}`,
    kana: `${familyKana} ${givenKana}`,
    phone: `0900000${String(n % 10_000).padStart(4, '0')}`,
  };
};

export type Way = 'web' | 'telephone' | 'reception';
export type Wish = {
  readonly site: SiteId;
  readonly procedure: ProcedureId;
  readonly date: string;
  readonly slotAtMs: number;
  readonly partySize: number;
};

const text = (length: number): string =>
  [...crypto.getRandomValues(new Uint8Array(length))].map((byte) => (byte % 36).toString(36)).join('');
/** With the link's secret, which nobody here needs. */
const BookedAtDesk = DeskDone.loose();
const Refused = z.object({ ok: z.literal(false), refusal: z.object({ code: z.string() }) });

export type Residents = {
  offer(): Promise<BookingOffer>;
  /** What is free at a site on a date, for whoever telephones or stands there. */
  freeSlots(site: SiteId, procedure: ProcedureId, date: string): Promise<FreeSlots['slots']>;
  sheet(site: SiteId, date: string): Promise<readonly DeskReservation[]>;
  /** The code of the reservation, or why not. */
  book(
    wish: Wish,
    contact: Contact,
    way: Way,
  ): Promise<{ readonly code: string } | { readonly refusal: string }>;
  cancel(reservation: DeskReservation): Promise<boolean>;
};

/** `cookie` is of somebody who may work at the desk. */
export const residentsAt = (hub: string, cookie: string): Residents => {
  const get = async <T>(path: string, schema: z.ZodType<T>): Promise<T> => {
    const response = await fetch(`${hub}${path}`, { headers: { cookie } });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return schema.parse(await response.json());
  };
  const post = async (path: string, body: object): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', cookie, origin: hub };
    return (await fetch(`${hub}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
  };
  return {
    offer: () => get('/api/booking', BookingOffer),
    freeSlots: async (site, procedure, date) =>
      (await get(`/api/reservations/${site}/free/${date}?procedure=${procedure}`, FreeSlots)).slots,
    sheet: async (site, date) => (await get(`/api/reservations/${site}/days/${date}`, DaySheet)).reservations,
    book: async (wish, contact, way) => {
      const ask = { commandId: text(20), session: `demo-${text(24)}`, ...wish, contact };
      const answer =
        way === 'web'
          ? await post('/api/booking/reservations', ask)
          : await post('/api/reservations', { ...ask, channel: way });
      const refused = Refused.safeParse(answer);
      if (refused.success) return { refusal: refused.data.refusal.code };
      const { reservation } = (way === 'web' ? Booked : BookedAtDesk).parse(answer);
      return { code: reservation.code };
    },
    cancel: async ({ reservation }) => {
      const answer = await post('/api/reservations/cancel', {
        ...{ commandId: text(20), reservation, by: 'resident', note: '' },
      });
      return z.object({ ok: z.boolean() }).parse(answer).ok;
    },
  };
};
