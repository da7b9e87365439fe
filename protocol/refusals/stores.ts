// Refusals of the hub itself: its line, its log, its vault.
import type { Entry } from './entry.ts';

export const storeRefusals = {
  superseded: {
    status: 409,
    when: 'An issueTicket arrives after the ticket that replaced it.',
    en: (p) => `This press already gave number ${p.number}.`,
    ja: (p) => `この操作ではすでに番号 ${p.number} を発行しています。`,
  },
  dayFull: {
    status: 409,
    when: 'The business day has as many events as the hub allows.',
    en: (p) =>
      `This business day has reached its ${p.limit} events. Raise limits.eventsPerDay in the settings.`,
    ja: (p) => `本日の記録が上限（${p.limit} 件）に達しました。管理者に連絡してください。`,
  },
  contactDenied: {
    status: 403,
    when: 'Personal data is asked for by somebody whose role does not need it. The attempt is on record.',
    en: () => 'You may not read personal data. Ask somebody whose role needs it; this attempt is on record.',
    ja: () =>
      '個人情報を閲覧する権限がありません。権限のある職員に依頼してください。この操作は記録されました。',
  },
  contactUnreadable: {
    status: 500,
    when: 'Kept personal data cannot be opened: it was altered, or its key is not in the key file.',
    en: (p) =>
      `The personal data of reservation ${p.reservation} cannot be opened. Tell the administrator, who finds the reason in the log.`,
    ja: (p) =>
      `予約 ${p.reservation} の個人情報を復号できません。管理者に連絡してください（原因は動作記録にあります）。`,
  },
  vaultClosed: {
    status: 503,
    when: 'The hub was started without a key for personal data.',
    en: () => 'The vault of personal data is closed. Set JUNBAN_KEY_FILE and restart the hub.',
    ja: () => '個人情報の保管庫が閉じています。鍵（JUNBAN_KEY_FILE）を設定し、サーバーを再起動してください。',
  },
  hubBusy: {
    status: 503,
    when: 'Too many commands are waiting for this site.',
    en: () => 'The hub is busy. Nothing was changed; try again.',
    ja: () => '混み合っています。変更はされていません。もう一度お試しください。',
  },
  hubStopping: {
    status: 503,
    when: 'The hub is shutting down.',
    en: () => 'The hub is stopping. Nothing was changed; try again in a moment.',
    ja: () => 'サーバーを停止しています。変更はされていません。しばらくしてからお試しください。',
  },
  logUnavailable: {
    status: 503,
    when: 'The event log cannot be written.',
    en: () => 'The hub cannot save now. Nothing was changed; try again, and tell the administrator.',
    ja: () => '保存できません。変更はされていません。管理者に連絡してください。',
  },
  outcomeUnknown: {
    status: 503,
    when: 'The event log broke off while writing. The same command id, sent again, gets the true answer.',
    en: () =>
      'The store broke off while saving: nobody knows yet whether it was saved. Look at the screen once it is back.',
    ja: () =>
      '保存の途中で記録の保存先が途切れ、結果を確認できません。復旧後に画面の状態を確認してください。',
  },
} as const satisfies Record<string, Entry>;
