// What the forecast says of a procedure, as staff read it.
import { expect, it } from 'vitest';
import { Alarm } from '../../protocol/views.ts';
import { alarmText } from './alarms-banner.ts';

const alarm = (change: object) =>
  Alarm.parse({ device: 'renewal', name: '電子証明書の更新', sinceMs: 0, detail: '', ...change });

it('tells a strained and a full procedure in a sentence with its figure', () => {
  const long = alarm({ kind: 'overflowStrained', detail: 'walkIn', count: 45 });
  expect(alarmText(long, 'ja')).toBe(
    '電子証明書の更新：これから受け付ける方は約45分待ちの見込みです（目標を超えるおそれ）。',
  );
  const late = alarm({ kind: 'overflowStrained', detail: 'reservation', count: 12 });
  expect(alarmText(late, 'ja')).toBe('電子証明書の更新：予約の方の呼出しが約12分遅れるおそれがあります。');
  const full = alarm({ kind: 'overflowFull', count: 25 });
  expect(alarmText(full, 'ja')).toBe(
    '電子証明書の更新：これから受け付けると、終了時刻を約25分過ぎるおそれがあります。受付の締切りをご検討ください。',
  );
  expect(alarmText(full, 'en')).toContain('about 25 min past the end of the day');
});
