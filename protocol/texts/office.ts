// What the office's pages say: those of administrators, in the two languages of staff.
import { countingIn } from './counts.ts';
import type { StaffLanguage } from './staff-catalogue.ts';

export type OfficeTexts = {
  readonly tag: string;
  readonly title: string;
  readonly loading: string;
  readonly failed: string;
  readonly again: string;
  readonly signInFirst: string;
  readonly toStart: string;
  readonly everySite: string;
  readonly roles: Readonly<
    Record<'receptionist' | 'booth' | 'supervisor' | 'planner' | 'administrator', string>
  >;
  readonly audit: {
    readonly lead: string;
    readonly from: string;
    readonly to: string;
    readonly site: string;
    readonly allSites: string;
    readonly actor: string;
    readonly actorHint: string;
    readonly type: string;
    readonly allTypes: string;
    readonly withDevices: string;
    readonly show: string;
    readonly csv: string;
    readonly more: string;
    readonly none: string;
    readonly count: (lines: number, more: boolean) => string;
    readonly archived: (days: string) => string;
    readonly columns: readonly [
      time: string,
      what: string,
      who: string,
      from: string,
      site: string,
      details: string,
    ];
    readonly kinds: Readonly<
      Record<'staff' | 'device' | 'integrator' | 'system' | 'visitor' | 'resident', string>
    >;
  };
  readonly keys: {
    readonly lead: string;
    readonly name: string;
    readonly nameHint: string;
    readonly roles: string;
    readonly site: string;
    readonly make: string;
    readonly made: (name: string) => string;
    readonly onlyNow: string;
    readonly copy: string;
    readonly copied: string;
    readonly hide: string;
    readonly none: string;
    readonly columns: readonly [name: string, roles: string, made: string, state: string];
    readonly good: string;
    readonly revoked: string;
    readonly revoke: string;
    readonly sure: (name: string) => string;
    readonly keep: string;
    readonly chooseRole: string;
  };
};

const ja: OfficeTexts = {
  tag: 'ja',
  title: '管理',
  loading: '読み込み中…',
  failed: 'サーバーに接続できません。',
  again: '再試行',
  signInFirst: 'この画面を使うには、管理者としてログインしてください。',
  toStart: 'トップページへ',
  everySite: '全拠点',
  roles: {
    receptionist: '受付',
    booth: '窓口',
    supervisor: '責任者',
    planner: '企画・統計担当',
    administrator: '管理者',
  },
  audit: {
    lead: '誰が、いつ、どこから、何をしたかの記録です。新しい順に並びます。',
    from: '開始日',
    to: '終了日',
    site: '拠点',
    allSites: 'すべての拠点',
    actor: '操作者',
    actorHint: '名前またはIDの一部',
    type: '操作の種類',
    allTypes: 'すべての種類',
    withDevices: '端末と自動処理も含める',
    show: '表示',
    csv: 'CSVで保存',
    more: '続きを表示',
    none: 'この条件の記録はありません。日付や条件を変えて検索してください。',
    count: (lines, more) => (more ? `${lines}件を表示（続きがあります）` : `${lines}件`),
    archived: (days) => `保管ファイルに移された日は表示されません（${days}）。`,
    columns: ['日時', '操作', '操作者', '接続元', '拠点', '内容'],
    kinds: {
      staff: '職員',
      device: '端末',
      integrator: '外部連携',
      system: '自動処理',
      visitor: '来庁者',
      resident: '予約者',
    },
  },
  keys: {
    lead: 'ほかのシステムが、番号札の発行や記録の取得に使うキーです。必要な権限だけを付けてください。',
    name: '名前',
    nameHint: '半角の英小文字・数字・ハイフン（例 city-portal）。記録に残ります。',
    roles: '権限',
    site: '拠点',
    make: 'キーを発行',
    made: (name) => `「${name}」のキーを発行しました`,
    onlyNow: 'このキーはこの画面でのみ表示されます。連携先に登録してから閉じてください。',
    copy: 'コピー',
    copied: 'コピーしました',
    hide: '登録したので閉じる',
    none: 'キーはまだありません。',
    columns: ['名前', '権限', '発行日', '状態'],
    good: '有効',
    revoked: '取り消し済み',
    revoke: '取り消す',
    sure: (name) => `「${name}」を取り消すと、このキーによる連携は直ちに停止します。元には戻せません。`,
    keep: 'キャンセル',
    chooseRole: '権限を1つ以上選んでください。',
  },
};

const entries = countingIn('en').counted({ one: '{n} entry', other: '{n} entries' });

const en: OfficeTexts = {
  tag: 'en',
  title: 'Administration',
  loading: 'Loading…',
  failed: 'The hub cannot be reached.',
  again: 'Try again',
  signInFirst: 'This page is for administrators who are signed in.',
  toStart: 'To the start page',
  everySite: 'every site',
  roles: {
    receptionist: 'Reception',
    booth: 'Booth',
    supervisor: 'Supervisor',
    planner: 'Planner',
    administrator: 'Administrator',
  },
  audit: {
    lead: 'Who did what, when and from where; the newest first.',
    from: 'From',
    to: 'To',
    site: 'Site',
    allSites: 'All sites',
    actor: 'Who',
    actorHint: 'Part of a name or id',
    type: 'What',
    allTypes: 'Everything',
    withDevices: 'Devices and the clock too',
    show: 'Show',
    csv: 'Save as CSV',
    more: 'Load more',
    none: 'Nothing matches. Try other days or fewer conditions.',
    count: (lines, more) => (more ? `${lines} shown, there are more` : entries(lines)),
    archived: (days) => `Days that were archived are not shown (${days}).`,
    columns: ['Time', 'What', 'Who', 'From', 'Site', 'Details'],
    kinds: {
      staff: 'Staff',
      device: 'Device',
      integrator: 'Integrator',
      system: 'Automatic',
      visitor: 'Visitor',
      resident: 'Who booked',
    },
  },
  keys: {
    lead: 'Keys with which other systems issue tickets or read what happened. Give each the roles it needs and no more.',
    name: 'Name',
    nameHint: 'Lower-case letters, digits, hyphens, e.g. city-portal. It stands in the audit.',
    roles: 'Roles',
    site: 'Site',
    make: 'Make a key',
    made: (name) => `The key of “${name}”`,
    onlyNow: 'It is shown only now. Enter it at the other system before you close this.',
    copy: 'Copy',
    copied: 'Copied',
    hide: 'Entered, close',
    none: 'There are no keys yet.',
    columns: ['Name', 'Roles', 'Made', 'State'],
    good: 'Good',
    revoked: 'Revoked',
    revoke: 'Revoke',
    sure: (name) => `Whoever uses the key of “${name}” is cut off at once. This cannot be undone.`,
    keep: 'Keep it',
    chooseRole: 'Choose at least one role.',
  },
};

export const officeTexts: Readonly<Record<StaffLanguage, OfficeTexts>> = { ja, en };
