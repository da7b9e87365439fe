// 操作記録の文（日本語）
import type { AuditSentences, Said } from './audit-sentence-catalogue.ts';

const booth = ({ text }: Said): string => `${text('booth')}番窓口`;
const ticket = ({ text }: Said): string => text('ticket');

export const auditSentencesJa: AuditSentences = {
  dayOpened: (s) => `${s.text('date')}の業務日を開始しました。`,
  dayPlanChanged: () => '業務日の予定（開庁時間）を変更しました。',
  dayEnded: () => '業務日を終了しました。',
  numbersLeased: (s) =>
    `${s.procedure}の番号${s.count('numbers')}件を端末「${s.text('device')}」に割り当てました。`,
  ticketIssued: (s) =>
    `${s.procedure}の番号札 ${ticket(s)} を発行しました（${s.state('sources', s.text('source'))}、${s.text('partySize')}人）${s.note('note')}。`,
  marksSet: (s) => `${ticket(s)} の優先区分を変更しました。`,
  printRequested: (s) => `${ticket(s)} の印刷を「${s.text('device')}」に指示しました。`,
  ticketPrinted: (s) => `${ticket(s)} を「${s.text('device')}」で印刷しました。`,
  ticketCalled: (s) =>
    s.has('outOfOrder')
      ? `${booth(s)}が ${ticket(s)} を番号指定で呼び出しました。`
      : `${booth(s)}が ${ticket(s)} を呼び出しました。`,
  ticketRecalled: (s) => `${booth(s)}が ${ticket(s)} を再度呼び出しました。`,
  callUndone: (s) => `${booth(s)}が ${ticket(s)} の呼び出しを取り消しました。`,
  servingStarted: (s) => `${booth(s)}で ${ticket(s)} の対応を開始しました。`,
  ticketFinished: (s) => `${booth(s)}で ${ticket(s)} の対応を完了しました。`,
  ticketAbsent: (s) => `${booth(s)}が ${ticket(s)} を不在にしました。`,
  ticketReturned: (s) => `不在だった ${ticket(s)} の戻りを受け付けました。`,
  ticketSteppedOut: (s) => `${ticket(s)} が一時外出しました（${s.time('untilMs')}まで）。`,
  ticketCameBack: (s) => `${ticket(s)} が一時外出から戻りました。`,
  ticketHeld: (s) => `${booth(s)}が ${ticket(s)} を保留にしました${s.note('note')}。`,
  ticketResumed: (s) =>
    s.has('booth')
      ? `${booth(s)}で ${ticket(s)} の対応を再開しました。`
      : `${ticket(s)} を順番待ちに戻しました。`,
  ticketTransferred: (s) => `${booth(s)}が ${ticket(s)} を${s.procedure}に引き継ぎました${s.note('note')}。`,
  ticketCancelled: (s) =>
    `${ticket(s)} を取り消しました（${s.state('cancelReasons', s.text('reason'))}）${s.note('note')}。`,
  boothOpened: (s) => `${booth(s)}を開設しました（担当 ${s.text('staff')}、取扱 ${s.procedures}）。`,
  boothStaffChanged: (s) => `${booth(s)}の担当を ${s.text('staff')} に交代しました。`,
  boothPaused: (s) =>
    `${booth(s)}を一時休止しました${s.has('untilMs') ? `（${s.time('untilMs')}まで）` : ''}${s.note('note')}。`,
  boothResumed: (s) => `${booth(s)}を再開しました。`,
  boothClosed: (s) => `${booth(s)}を閉鎖しました。`,
  boothProceduresSet: (s) => `${booth(s)}の取扱手続きを変更しました（${s.procedures}）。`,
  intakeStopped: (s) => `${s.procedures}の受付を停止しました${s.notice}。`,
  intakeResumed: (s) => `${s.procedures}の受付を再開しました。`,
  outageStarted: (s) => `${s.procedures}の障害発生を登録しました${s.notice}。`,
  outageEnded: (s) => `${s.procedures}の障害復旧を登録しました。`,
  helpAsked: (s) => `発券機「${s.text('device')}」で来庁者が職員を呼び出しました。`,
  helpAnswered: (s) => `発券機「${s.text('device')}」の呼び出しに応答しました。`,
  helpWithdrawn: (s) => `発券機「${s.text('device')}」の呼び出しが取り消されました。`,
  placeHeld: (s) =>
    s.has('offeredTo')
      ? `${s.procedure}の空いた枠を、キャンセル待ちの方に ${s.time('untilMs')} まで案内しました。`
      : `${s.procedure}の予約枠を ${s.time('untilMs')} まで仮押さえしました。`,
  holdExtended: (s) => `仮押さえを ${s.time('untilMs')} まで延長しました。`,
  holdReleased: () => '仮押さえを解除しました。',
  reservationBooked: (s) =>
    `${s.procedure}の予約 ${s.text('code')} を受け付けました（${s.text('partySize')}人）。`,
  reservationLeaving: (s) => `予約 ${s.text('reservation')} の変更を開始しました。`,
  reservationMoved: (s) => `予約 ${s.text('reservation')} を別の日または拠点に変更しました。`,
  reservationShifted: (s) => `予約 ${s.text('reservation')} を同じ日の別の時間に変更しました。`,
  moveSettled: (s) => `予約 ${s.text('reservation')} の変更を完了しました。`,
  reservationCancelled: (s) => `予約 ${s.text('reservation')} を取り消しました${s.note('note')}。`,
  reservationArrived: (s) => `予約 ${s.text('reservation')} の来庁を受け付けました（番号札 ${ticket(s)}）。`,
  reservationMissed: (s) => `予約 ${s.text('reservation')} は来庁がありませんでした。`,
  reservationReached: (s) => `予約 ${s.text('reservation')} への連絡結果を記録しました。`,
  slotsChanged: () => '予約枠を閉鎖または増減しました。',
  slotChangeTakenBack: () => '予約枠の変更を取り消しました。',
  waitJoined: (s) => `${s.procedure}のキャンセル待ち ${s.text('code')} を受け付けました。`,
  waitLeft: (s) => `${s.text('reservation')} のキャンセル待ちを終了しました。`,
  accountMade: (s) =>
    `アカウント「${s.text('account')}」（${s.text('name')}）を作成しました（権限：${s.roles}）。`,
  accountRenamed: (s) => `アカウント「${s.text('account')}」の表示名を「${s.text('name')}」に変更しました。`,
  accountGranted: (s) => `アカウント「${s.text('account')}」の権限を変更しました（${s.roles}）。`,
  accountClosed: (s) => `アカウント「${s.text('account')}」を利用停止にしました。`,
  accountReopened: (s) => `アカウント「${s.text('account')}」の利用を再開しました。`,
  passwordSet: (s) =>
    `アカウント「${s.text('account')}」のパスワードを設定しました（${{ owner: '本人', administrator: '管理者のリンク', firstLink: '初回登録' }[s.text('by')] ?? s.text('by')}）。`,
  passwordRemoved: (s) => `アカウント「${s.text('account')}」のパスワードを無効にしました。`,
  deviceAccepted: (s) => `端末「${s.text('name')}」を登録しました（${s.place}）。`,
  deviceRenamed: (s) => `端末の名前を「${s.text('name')}」に変更しました。`,
  deviceMoved: (s) => `端末の設置場所を変更しました（${s.place}）。`,
  deviceRevoked: () => '端末の登録を解除しました。',
  apiKeyMade: (s) => `連携キー「${s.text('name')}」を発行しました（権限：${s.roles}）。`,
  apiKeyRevoked: () => '連携キーを取り消しました。',
  contactAsked: (s) =>
    `予約 ${s.text('reservation')} の連絡先の閲覧を${s.text('outcome') === 'denied' ? '拒否しました' : '許可しました'}。`,
  contactErased: (s) => `予約 ${s.text('reservation')} の連絡先を消去しました。`,
  dueContactsErased: (s) => `保存期限を過ぎた連絡先${s.count('count')}件を消去しました。`,
  signedIn: (s) =>
    `${{ password: 'パスワードで', sso: '認証サービスで', demo: 'デモの担当者として', firstLink: '初回登録のリンクで' }[s.text('how')] ?? ''}ログインしました。`,
  signInRefused: (s) =>
    `${s.has('name') ? `「${s.text('name')}」の` : '登録のない名前による'}ログインを拒否しました（${{ unknown: 'アカウントなし', password: 'パスワード誤り', closed: '利用停止中', lockedOut: '誤りが続いたため停止中', sso: '認証サービスで確認できず' }[s.text('why')] ?? s.text('why')}）。`,
  signedOutByOther: (s) => `「${s.text('account')}」をすべての端末からログアウトさせました。`,
  passwordLinkMade: (s) => `「${s.text('account')}」のパスワード設定リンクを発行しました。`,
  signedOut: (s) => (s.has('everywhere') ? 'すべての端末からログアウトしました。' : 'ログアウトしました。'),
  sessionLocked: () => '画面をロックしました。',
  sessionUnlocked: () => '画面のロックを解除しました。',
  pairingAsked: (s) => `端末が登録を申請しました（コード ${s.text('code')}）。`,
  pairingCodeWrong: () => '登録されていない端末のコードが入力されました。',
  accessRefused: (s) => `権限のない操作を拒否しました（${s.text('door')}）。`,
};
