// What a device without a key says on its screen and on its paper, in Japanese and English: to whoever sets it up.

export type PairingTexts = {
  readonly tag: 'ja' | 'en';
  readonly title: string;
  /** `where`: address of the page on which codes are accepted. */
  readonly how: (where: string) => string;
  readonly code: string;
  readonly changesAt: (when: string) => string;
  readonly asking: string;
  readonly unreachable: string;
  readonly tooMany: string;
  readonly refused: string;
  readonly paperTitle: string;
  readonly hub: string;
  readonly wish: (site: string, device: string) => string;
  readonly printedAt: (when: string) => string;
};

const ja: PairingTexts = {
  tag: 'ja',
  title: 'この画面を登録してください',
  how: (where) =>
    `管理者の方へ：端末の管理ページ ${where} でこのコードを入力し、設置場所を選択すると、すぐに使用できます。`,
  code: '登録コード',
  changesAt: (when) => `コードは ${when} に変わります`,
  asking: 'コードを取得しています',
  unreachable: 'サーバーに接続できません。自動で再接続します。',
  tooMany: '登録待ちの端末が多すぎます。しばらくすると自動で再試行します。',
  refused: 'サーバーに登録を拒否されました。管理者に連絡してください。',
  paperTitle: '印刷端末の登録',
  hub: 'サーバー',
  wish: (site, device) => `希望する設置場所：${site}／${device}`,
  printedAt: (when) => `発行 ${when}`,
};

const en: PairingTexts = {
  tag: 'en',
  title: 'Please register this screen',
  how: (where) =>
    `For the administrator: type this code on the devices page ${where} and choose the place. It works at once.`,
  code: 'Pairing code',
  changesAt: (when) => `The code changes at ${when}`,
  asking: 'Asking for a code',
  unreachable: 'The hub cannot be reached. Trying again by itself.',
  tooMany: 'Too many devices wait to be registered. Trying again by itself.',
  refused: 'The hub refuses. Please tell the administrator.',
  paperTitle: 'Register this printer',
  hub: 'Hub',
  wish: (site, device) => `Wants to stand at: ${site} / ${device}`,
  printedAt: (when) => `Printed ${when}`,
};

export const pairingTexts = { ja, en } as const;
