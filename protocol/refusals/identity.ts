// Refusals about who somebody is, and what he may.
import type { Entry } from './entry.ts';

export const identityRefusals = {
  notSignedIn: {
    status: 401,
    when: 'Nobody is signed in, and no key was shown.',
    en: () => 'Sign in first.',
    ja: () => '先にログインしてください。',
  },
  commandIdTaken: {
    status: 409,
    when: 'Somebody else has sent a command with this id already; the answer to it is theirs.',
    en: () => 'This command id is another’s. Make a new one for each command, of random letters.',
    ja: () => 'このコマンドIDはほかの端末で使われています。操作ごとに新しいIDを付けてください。',
  },
  notAllowed: {
    status: 403,
    when: 'Whoever asks is known, but has no role, or no purpose, for it there.',
    en: () => 'You have no role for this here. Ask an administrator, or sign in as somebody who has.',
    ja: () => 'この操作の権限がありません。権限のあるアカウントでログインし直してください。',
  },
  foreignHost: {
    status: 421,
    when: 'The request came under a name that is not one of the hub’s in the settings (publicUrl, hostNames, hubs).',
    en: (p) =>
      `This hub is not known as ${p.host}. If it should be, add the name to hostNames in the settings.`,
    ja: (p) =>
      `このシステムは「${p.host}」という名前では利用できません。必要な場合は設定の hostNames に追加してください。`,
  },
  personNeeded: {
    status: 403,
    when: 'A program’s key asks for what makes another way in: a key, or a link for a password.',
    en: () => 'Only a person who is signed in may do this, no key. Sign in as an administrator.',
    ja: () => 'この操作は連携キーではできません。管理者としてログインして行ってください。',
  },
  foreignOrigin: {
    status: 403,
    when: 'A browser sends it from a page of another site.',
    en: () => 'This was sent from a page of another site and was not done. Use the pages of this hub.',
    ja: () =>
      '別のサイトのページから送られたため、実行しませんでした。このシステムの画面から操作してください。',
  },
  unknownKey: {
    status: 401,
    when: 'The key of a device or an integrator is not known, or has been revoked.',
    en: () =>
      'This key is not known here. A device shows a new code for an administrator to accept; others ask for a new key.',
    ja: () =>
      'このキーは登録されていません。端末は新しいコードを表示しますので、管理者が登録してください。ほかのシステムは新しいキーを依頼してください。',
  },
  nameTaken: {
    status: 409,
    when: 'Another one has this name already.',
    en: (p) => `“${p.name}” is in use already. Choose another name.`,
    ja: (p) => `「${p.name}」はすでに使われています。別の名前にしてください。`,
  },
  tooManyKeysMade: {
    status: 429,
    when: 'So many keys were made within the last 24 hours, revoked ones among them.',
    en: (p) =>
      `${p.limit} keys were made within a day; no more are made until tomorrow. Look on /audit who makes them.`,
    ja: (p) =>
      `24時間に${p.limit}個の連携キーが発行されたため、これ以上は発行できません。操作履歴で発行者を確認してください。`,
  },
  tooManyKeys: {
    status: 409,
    when: 'There are as many keys as there may be.',
    en: (p) => `There are ${p.limit} keys already. Revoke those that are no longer used.`,
    ja: (p) => `キーはすでに${p.limit}個あります。使わないものを取り消してください。`,
  },
  unknownEntry: {
    status: 404,
    when: 'What an administrator wants to change does not exist.',
    en: (p) => `There is no “${p.id}”. Load the page again.`,
    ja: (p) => `「${p.id}」は見つかりません。画面を読み込み直してください。`,
  },
} as const satisfies Record<string, Entry>;
