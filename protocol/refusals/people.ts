// Refusals about accounts, passwords and sign-in; part of the catalogue in refusals.ts.
import type { Entry } from './entry.ts';

export const peopleRefusals = {
  secondFactorAsked: {
    status: 401,
    when: 'Name and password are right, and the person has a second factor: a code of the app, or a recovery code, is asked for.',
    en: () => 'Type the code that the app on your phone shows, or a recovery code.',
    ja: () => 'スマートフォンの認証アプリに表示されるコード、または予備コードを入力してください。',
  },
  secondFactorWrong: {
    status: 401,
    when: 'The code is not one that is good now, or was used already; or it is no recovery code that is left.',
    en: () =>
      'This code is not right, or was used already. Wait for the next one on the app, and look whether the phone’s clock is right.',
    ja: () =>
      'コードが正しくないか、すでに使われています。認証アプリの次のコードを入力してください。スマートフォンの時刻が正しいこともご確認ください。',
  },
  secondFactorSetUpNeeded: {
    status: 403,
    when: 'The settings ask for a second factor of one of the person’s roles, and none is set up yet.',
    en: () => 'Your role needs a second step at sign-in. Set it up now with an app on your phone.',
    ja: () => 'この権限では二段階認証が必要です。スマートフォンの認証アプリで設定してください。',
  },
  sessionLocked: {
    status: 401,
    when: 'The console was not used for a while, or was locked by hand.',
    en: () => 'The screen is locked. Unlock it, then try again.',
    ja: () => '画面がロックされています。ロックを解除してからやり直してください。',
  },
  signInRefused: {
    status: 401,
    when: 'Account and password do not fit, whichever of them is wrong, or the account is closed.',
    en: () => 'Account or password is wrong. Check both, also capital letters.',
    ja: () => 'アカウント名またはパスワードが違います。大文字・小文字もご確認ください。',
  },
  tooManyGuesses: {
    status: 429,
    when: 'Too many wrong passwords came from this place; `seconds` tells when to try again (also in Retry-After).',
    en: (p) => `Too many wrong passwords. Wait ${p.seconds} seconds, then try again.`,
    ja: (p) => `パスワードの誤りが続いています。${p.seconds}秒後にもう一度お試しください。`,
  },
  signInBusy: {
    status: 503,
    when: 'More passwords wait to be checked than the hub can hold.',
    en: () => 'Too many people are signing in at once. Try again in a moment.',
    ja: () => 'ログインが混み合っています。少し待ってからもう一度お試しください。',
  },
  passwordShort: {
    status: 400,
    when: 'A new password is shorter than it must be, or far too long.',
    en: (p) => `The password must have ${p.least} to ${p.most} characters. Several words make a good one.`,
    ja: (p) =>
      `パスワードは${p.least}文字以上${p.most}文字以内にしてください。いくつかの言葉を並べると覚えやすくなります。`,
  },
  passwordCommon: {
    status: 400,
    when: 'A new password is among the first that anybody would guess, or is made of the name of account or organisation.',
    en: () =>
      'This password is too easy to guess. Choose one that others do not use and that names nobody here.',
    ja: () =>
      'このパスワードは推測されやすいため使えません。よくある言葉、アカウント名、団体名を含まないものにしてください。',
  },
  linkOver: {
    status: 410,
    when: 'A one-time link was used already, or its time is up.',
    en: () => 'This link was used already or is too old. Ask for a new one.',
    ja: () => 'このリンクは使用済みか、期限が切れています。新しいリンクを依頼してください。',
  },
  unknownAccount: {
    status: 404,
    when: 'There is no such account.',
    en: (p) => `There is no account “${p.account}”. Load the list anew.`,
    ja: (p) => `アカウント「${p.account}」はありません。一覧を読み込み直してください。`,
  },
  accountExists: {
    status: 409,
    when: 'An account of that id was made before; ids are never given twice, as they stand in the records.',
    en: (p) => `There is an account “${p.account}” already. Choose another id, or reopen that one.`,
    ja: (p) =>
      `アカウント「${p.account}」はすでにあります。別のIDにするか、そのアカウントを再開してください。`,
  },
  ownSecondFactor: {
    status: 409,
    when: 'An administrator wants to take their own second factor away.',
    en: () => 'Ask another administrator to remove your second factor, or set it up anew.',
    ja: () => '自分の二段階認証は解除できません。ほかの管理者に依頼するか、設定し直してください。',
  },
  lastAdministrator: {
    status: 409,
    when: 'Nobody who can sign in and administer would remain.',
    en: () => 'At least one administrator who can sign in must remain. Make another one first.',
    ja: () => 'ログインできる管理者が1人も残りません。先に別の管理者を登録してください。',
  },
  ownAccount: {
    status: 409,
    when: 'An administrator asks to close his own account.',
    en: () => 'You cannot close your own account. Another administrator can.',
    ja: () => '自分のアカウントは停止できません。別の管理者に依頼してください。',
  },
  accountClosed: {
    status: 409,
    when: 'The account is closed.',
    en: (p) => `The account “${p.account}” is closed. Reopen it first.`,
    ja: (p) => `アカウント「${p.account}」は停止中です。先に再開してください。`,
  },
  ssoAccount: {
    status: 409,
    when: 'Name, roles and password of the account are kept by the organisation’s sign-in service.',
    en: () => 'This account is kept by the sign-in service of the organisation. Change it there.',
    ja: () => 'このアカウントは組織の認証サービスで管理されています。そちらで変更してください。',
  },
  ssoRefused: {
    status: 403,
    when: 'The sign-in service knows the person, but no group of theirs has a role here, or the account is closed here.',
    en: () => 'You are known to the sign-in service, but have no role here. Ask an administrator.',
    ja: () => '認証サービスでは確認できましたが、ここでの権限がありません。管理者に連絡してください。',
  },
  ssoFailed: {
    status: 503,
    when: 'The sign-in service does not answer, or its answer does not hold.',
    en: () => 'The sign-in service could not be asked. Try again, or tell the administrator.',
    ja: () => '認証サービスに接続できませんでした。もう一度試すか、管理者に連絡してください。',
  },
} as const satisfies Record<string, Entry>;
