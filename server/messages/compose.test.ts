// The words of a message and its calendar file, read back by a parser: in every language, and without a trace of the person.
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { languages } from '../../protocol/ids.ts';
import { messageKinds } from '../../protocol/messages.ts';
import { parseSettings } from '../settings/parse.ts';
import { resolveSite } from '../settings/resolve.ts';
import { cityWith } from '../settings/test-support.ts';
import { compose, messageIdOf } from './compose.ts';
import { messageWith } from './messages.test-support.ts';

const site = resolveSite(
  parseSettings(
    cityWith({
      procedure: { bring: { ja: '交付通知書, 本人確認書類; ほか' } },
      site: { address: '中央1丁目2番3号' },
      document: { publicUrl: 'https://junban.city.example.jp' },
    }),
  ),
  'centre' as never,
);
const from = 'yoyaku@city.example.jp';
const read = (content: string) => {
  const calendar = new ICAL.Component(ICAL.parse(content));
  const event = calendar.getFirstSubcomponent('vevent');
  if (event === null) throw new Error('no event');
  return { calendar, event };
};

describe('a message', () => {
  it.each(languages)('is whole in %s, of every kind', (language) => {
    for (const kind of messageKinds) {
      const keptUntilMs = kind === 'placeOffered' ? Date.parse('2026-12-01T13:30:00+09:00') : null;
      const { subject, text, calendar } = compose(
        messageWith({ kind, language, keptUntilMs }),
        site,
        from,
        null,
      );
      expect(subject).toContain('センター');
      expect(text).toContain('10:40');
      expect(text).toContain('7KQM-2XWPD');
      expect(text).not.toMatch(/undefined|\{until\}|NaN/);
      if (kind === 'placeOffered') expect(text).toContain('13:30');
      expect(calendar === null).toBe(kind === 'placeOffered');
    }
  });

  it('reads as a ward office would write it', () => {
    expect(compose(messageWith({ partySize: 2 }), site, from, null).text).toBe(
      [
        '次のとおり予約を受け付けました。\n',
        '日時: 2026年12月10日(木) 10:40',
        '場所: センター\n　　中央1丁目2番3号',
        '手続き: カード交付',
        '人数: 2',
        '予約番号: 7KQM-2XWPD\n',
        '持ち物: 交付通知書, 本人確認書類; ほか\n',
        '確認・変更・取消しには、予約番号と電話番号の下4桁が必要です。\nhttps://junban.city.example.jp/booking\n',
        '市\nこのメールは送信専用です。',
      ].join('\n'),
    );
  });

  it('leads to the reservation itself where its link is known, but not from a calendar that others see', () => {
    for (const language of languages) {
      const link = '0123456789ABCDEF' as never;
      const { text, calendar } = compose(messageWith({ language }), site, from, link);
      expect(text).toContain('https://junban.city.example.jp/booking#7KQM2XWPD.0123456789ABCDEF\n');
      expect(calendar?.content).not.toContain(link);
      expect(compose(messageWith({ kind: 'cancelled', language }), site, from, link).text).not.toContain(
        link,
      );
    }
  });

  it('has one Message-ID however often it is made', () => {
    expect(messageIdOf('a.confirmation.0.mail', from)).toBe(messageIdOf('a.confirmation.0.mail', from));
    expect(messageIdOf('a.confirmation.0.mail', from)).toMatch(/^<[0-9a-f]{40}@city\.example\.jp>$/);
    expect(messageIdOf('a.change.1.mail', from)).not.toBe(messageIdOf('a.confirmation.0.mail', from));
  });
});

describe('a calendar file', () => {
  const fileOf = (change: Parameters<typeof messageWith>[0]) => {
    const { calendar } = compose(messageWith(change), site, from, null);
    if (calendar === null) throw new Error('no file');
    return { ...calendar, ...read(calendar.content) };
  };

  it('names Japan’s zone with its rule, and instants in UTC', () => {
    const { content, calendar } = fileOf({});
    expect(content).toContain('DTSTART;TZID=Asia/Tokyo:20261210T104000\r\n');
    expect(content).toContain('DTEND;TZID=Asia/Tokyo:20261210T105500\r\n');
    expect(content).toContain('DTSTAMP:20261201T033000Z\r\n');
    const zone = calendar.getFirstSubcomponent('vtimezone');
    expect(zone?.getFirstPropertyValue('tzid')).toBe('Asia/Tokyo');
    const start = ICAL.Time.fromDateTimeString('2026-12-10T10:40:00');
    if (zone === null) throw new Error('no zone');
    start.zone = new ICAL.Timezone(zone);
    expect(start.toUnixTime() * 1000).toBe(Date.parse('2026-12-10T01:40:00Z'));
    // RFC 5545, 3.1: no line longer than 75 octets, each ended by CRLF.
    const lines = content.split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    expect(content.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('is the same event for life, counts changes, and is cancelled as such', () => {
    const [first, moved, gone] = [
      fileOf({}),
      fileOf({ kind: 'change', sequence: 1, startAtMs: Date.parse('2026-12-11T09:00:00+09:00') }),
      fileOf({ kind: 'cancelledBySite', sequence: 2 }),
    ];
    const value = (file: typeof first, name: string) => file.event.getFirstPropertyValue(name);
    expect(new Set([first, moved, gone].map((file) => value(file, 'uid'))).size).toBe(1);
    expect([first, moved, gone].map((file) => value(file, 'sequence'))).toEqual([0, 1, 2]);
    expect([first, moved, gone].map((file) => value(file, 'status'))).toEqual([
      'CONFIRMED',
      'CONFIRMED',
      'CANCELLED',
    ]);
    expect([first.method, gone.method]).toEqual(['PUBLISH', 'CANCEL']);
    expect(gone.calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(first.event.getFirstPropertyValue('description')).toBe(
      '予約番号: 7KQM-2XWPD\n持ち物: 交付通知書, 本人確認書類; ほか',
    );
    expect(first.event.getFirstProperty('attendee')).toBeNull();
  });
});
