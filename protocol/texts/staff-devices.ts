// What the devices page says to administrators, in Japanese and English.

import type { Purpose } from '../access.ts';
import { countingIn } from './counts.ts';
import type { StaffLanguage } from './staff-catalogue.ts';

export type DeviceTexts = {
  readonly title: string;
  readonly accept: string;
  readonly code: string;
  readonly codeHint: string;
  readonly look: string;
  readonly found: (purpose: string, from: string, about: string) => string;
  readonly wish: (place: string) => string;
  readonly purposes: Readonly<Record<Purpose, string>>;
  readonly site: string;
  readonly place: string;
  readonly noPlaces: string;
  readonly kioskId: string;
  readonly kioskHint: string;
  readonly free: string;
  readonly taken: (name: string) => string;
  readonly replaces: (name: string) => string;
  readonly name: string;
  readonly nameHint: string;
  readonly register: string;
  readonly replaceAndRegister: string;
  readonly registered: (name: string) => string;
  readonly devices: (count: number) => string;
  readonly none: string;
  readonly online: string;
  readonly offline: string;
  readonly since: (when: string) => string;
  readonly heard: (when: string) => string;
  readonly neverHeard: string;
  readonly kept: (count: number, place: string) => string;
  readonly rename: string;
  readonly renameTitle: (name: string) => string;
  readonly renamed: string;
  readonly move: string;
  readonly moveTitle: (name: string) => string;
  readonly moveHint: string;
  readonly replaceAndMove: string;
  readonly moved: string;
  readonly revoke: string;
  readonly revokeTitle: (name: string) => string;
  readonly revokeHint: string;
  readonly revoked: (name: string) => string;
  readonly actionOn: (action: string, name: string) => string;
  readonly away: string;
};

const ja: DeviceTexts = {
  title: '端末の管理',
  accept: '端末の登録',
  code: '登録コード',
  codeHint: '端末の画面または用紙に表示された6文字を入力してください。',
  look: '確認',
  found: (purpose, from, about) => `${purpose}（${[about, from].filter(Boolean).join('、')}）`,
  wish: (place) => `端末が希望する設置場所：${place}`,
  purposes: { wall: '案内画面', agent: 'プリンター・ボタン', kiosk: '発券機' },
  site: '拠点',
  place: '設置場所',
  noPlaces: 'この拠点の設定に、この用途の設置場所がありません。',
  kioskId: '発券機の ID',
  kioskHint: '英小文字・数字・ハイフン（例：kiosk-1）',
  free: '空き',
  taken: (name) => `使用中：${name}`,
  replaces: (name) =>
    `「${name}」を置き換えます。その端末の登録は解除され、直ちに切断されて、新しいコードの表示に戻ります。`,
  name: '名前',
  nameHint: '職員用の画面に表示される名前です。',
  register: '登録する',
  replaceAndRegister: '置き換えて登録する',
  registered: (name) => `「${name}」を登録しました。`,
  devices: (count) => `登録済みの端末（${count} 台）`,
  none: '登録済みの端末はありません。',
  online: '接続中',
  offline: '切断',
  since: (when) => `登録 ${when}`,
  heard: (when) => `最終通信 ${when}`,
  neverHeard: '通信なし',
  kept: (count, place) =>
    `${place} で発券した番号札のうち、未送信のものが ${count} 枚あります。元の設置場所に戻すと送信されます。`,
  rename: '名前の変更',
  renameTitle: (name) => `「${name}」の名前の変更`,
  renamed: '名前を変更しました。',
  move: '移動',
  moveTitle: (name) => `「${name}」の移動`,
  moveHint: '端末は直ちに切断され、新しい設置場所に自動で接続します。',
  replaceAndMove: '置き換えて移動する',
  moved: '移動しました。',
  revoke: '登録の解除',
  revokeTitle: (name) => `「${name}」の登録を解除しますか`,
  revokeHint: '端末は直ちに切断され、新しいコードの表示に戻ります。再び使うには、登録し直してください。',
  revoked: (name) => `「${name}」の登録を解除しました。`,
  actionOn: (action, name) => `${name}：${action}`,
  away: 'サーバーに接続できません。自動で再接続します。',
};

const tickets = countingIn('en').counted({ one: '{n} ticket', other: '{n} tickets' });

const en: DeviceTexts = {
  title: 'Devices',
  accept: 'Register a device',
  code: 'Pairing code',
  codeHint: 'Type the six characters that its screen or paper shows.',
  look: 'Look up',
  found: (purpose, from, about) => `${purpose} (${[about, from].filter(Boolean).join(', ')})`,
  wish: (place) => `It would like to stand at: ${place}`,
  purposes: { wall: 'Lobby screen', agent: 'Printer and buttons', kiosk: 'Ticket kiosk' },
  site: 'Site',
  place: 'Place',
  noPlaces: 'The settings of this site have no place for this purpose.',
  kioskId: 'Id of the kiosk',
  kioskHint: 'Lower-case letters, digits and hyphens, e.g. kiosk-1',
  free: 'free',
  taken: (name) => `taken: ${name}`,
  replaces: (name) =>
    `This replaces "${name}": its key is revoked, it is cut at once, and it shows a new code.`,
  name: 'Name',
  nameHint: 'As staff read it.',
  register: 'Register',
  replaceAndRegister: 'Replace and register',
  registered: (name) => `"${name}" is registered.`,
  devices: (count) => `Registered devices (${count})`,
  none: 'No device is registered.',
  online: 'online',
  offline: 'offline',
  since: (when) => `since ${when}`,
  heard: (when) => `last heard ${when}`,
  neverHeard: 'never heard',
  kept: (count, place) =>
    `It keeps ${tickets(count)} given at ${place} and not told there yet, until it stands there again.`,
  rename: 'Rename',
  renameTitle: (name) => `Rename "${name}"`,
  renamed: 'Renamed.',
  move: 'Move',
  moveTitle: (name) => `Move "${name}"`,
  moveHint: 'The device is cut at once and connects at its new place by itself.',
  replaceAndMove: 'Replace and move',
  moved: 'Moved.',
  revoke: 'Revoke',
  revokeTitle: (name) => `Revoke "${name}"?`,
  revokeHint: 'The device is cut at once and shows a new code. To be used again it must be registered again.',
  revoked: (name) => `"${name}" is revoked.`,
  actionOn: (action, name) => `${action}: ${name}`,
  away: 'The hub cannot be reached. Trying again by itself.',
};

const all: Readonly<Record<StaffLanguage, DeviceTexts>> = { ja, en };
export const deviceTexts = (language: StaffLanguage): DeviceTexts => all[language];
