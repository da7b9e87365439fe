// Refusals of pairing and of keys, part of the one catalogue in refusals.ts.
import type { Entry } from './entry.ts';

export const deviceRefusals = {
  unknownPairing: {
    status: 404,
    when: 'The secret of a pairing is not, or no longer, good.',
    en: () => 'This request is over. Ask for a new code.',
    ja: () => 'この登録の申請は終了しました。新しいコードを取得してください。',
  },
  unknownPairingCode: {
    status: 404,
    when: 'No device shows the code that was typed, or it was accepted already.',
    en: () => 'No device shows this code. Type the code that is on the screen or paper now.',
    ja: () => 'このコードを表示している端末はありません。画面や用紙のコードをもう一度入力してください。',
  },
  tooManyPairings: {
    status: 429,
    when: 'Too many devices wait to be accepted, in all or from one address.',
    en: (p) =>
      `Too many devices wait to be accepted (limit ${p.limit}). Accept or switch off some; it is asked again by itself.`,
    ja: (p) =>
      `登録待ちの端末が多すぎます（上限 ${p.limit}）。登録するか電源を切ってください。自動で再試行します。`,
  },
  tooManyWrongCodes: {
    status: 429,
    when: 'One administrator has typed too many wrong codes.',
    en: (p) => `Too many wrong codes (limit ${p.limit}). Wait 15 minutes, then type the code shown.`,
    ja: (p) => `コードの誤りが続きました（上限 ${p.limit} 回）。15分後に入力し直してください。`,
  },
  unknownDevice: {
    status: 404,
    when: 'No device has this key, or it was revoked.',
    en: () => 'This device is no longer registered. Reload the list.',
    ja: () => 'この端末は登録されていません。一覧を読み込み直してください。',
  },
  unknownPlace: {
    status: 404,
    when: 'The settings of the site have no such place for the purpose.',
    en: (p) => `Site ${p.site} has no place "${p.device}" for this purpose. Known: ${p.known}.`,
    ja: (p) => `拠点 ${p.site} にこの用途の設置場所「${p.device}」はありません（設定：${p.known}）。`,
  },
  placeTaken: {
    status: 409,
    when: 'Another device stands at the place; with `replace` its key is revoked.',
    en: (p) =>
      `"${p.name}" stands there. Confirm to replace it: its key is revoked and it shows a code again.`,
    ja: (p) =>
      `この場所には「${p.name}」があります。置き換えると、その端末の登録は解除され、コードの表示に戻ります。`,
  },
  purposeDiffers: {
    status: 409,
    when: 'A device is to stand where something of another purpose belongs.',
    en: (p) => `This device is of the purpose "${p.purpose}". Choose a place of that purpose.`,
    ja: (p) => `この端末の用途は「${p.purpose}」です。同じ用途の設置場所を選んでください。`,
  },
} as const satisfies Record<string, Entry>;
