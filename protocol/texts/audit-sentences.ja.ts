// 操作記録の文（日本語）
import type { AuditSentences, Said } from './audit-sentence-catalogue.ts';

const booth = ({ text }: Said): string => `${text('booth')}番窓口`;
const ticket = ({ text }: Said): string => text('ticket');

export const auditSentencesJa: AuditSentences = {
  dayOpened: (e) => `${e.text('date')}の業務日を開始しました。`,
  dayPlanChanged: () => '業務日の予定（開庁時間）を変更しました。',
  dayEnded: () => '業務日を終了しました。',
  dayReopened: (e) => `業務終了を取り消し、業務日を再開しました${e.note('note')}。`,
  numbersLeased: (e) =>
    `${e.procedure}の番号${e.count('numbers')}件を端末「${e.text('device')}」に割り当てました。`,
  ticketIssued: (e) =>
    `${e.procedure}の番号札 ${ticket(e)} を発行しました（${e.state('sources', e.text('source'))}、${e.text('partySize')}人）${e.note('note')}。`,
  marksSet: (e) => `${ticket(e)} の優先区分を変更しました。`,
  printRequested: (e) => `${ticket(e)} の印刷を「${e.text('device')}」に指示しました。`,
  ticketPrinted: (e) => `${ticket(e)} を「${e.text('device')}」で印刷しました。`,
  ticketCalled: (e) =>
    e.has('outOfOrder')
      ? `${booth(e)}が ${ticket(e)} を番号指定で呼び出しました。`
      : `${booth(e)}が ${ticket(e)} を呼び出しました。`,
  ticketRecalled: (e) => `${booth(e)}が ${ticket(e)} を再度呼び出しました。`,
  callUndone: (e) => `${booth(e)}が ${ticket(e)} の呼び出しを取り消しました。`,
  servingStarted: (e) => `${booth(e)}で ${ticket(e)} の対応を開始しました。`,
  finishUndone: (e) => `${ticket(e)} の完了を取り消しました。`,
  ticketFinished: (e) => `${booth(e)}で ${ticket(e)} の対応を完了しました。`,
  ticketAbsent: (e) => `${booth(e)}が ${ticket(e)} を不在にしました。`,
  ticketReturned: (e) => `不在だった ${ticket(e)} の戻りを受け付けました。`,
  ticketSteppedOut: (e) => `${ticket(e)} が一時外出しました（${e.time('untilMs')}まで）。`,
  ticketCameBack: (e) => `${ticket(e)} が一時外出から戻りました。`,
  ticketHeld: (e) => `${booth(e)}が ${ticket(e)} を保留にしました${e.note('note')}。`,
  ticketResumed: (e) =>
    e.has('booth')
      ? `${booth(e)}で ${ticket(e)} の対応を再開しました。`
      : `${ticket(e)} を順番待ちに戻しました。`,
  ticketTransferred: (e) => `${booth(e)}が ${ticket(e)} を${e.procedure}に引き継ぎました${e.note('note')}。`,
  ticketRestored: (e) => `${ticket(e)} を有効に戻しました。`,
  ticketCancelled: (e) =>
    `${ticket(e)} を取り消しました（${e.state('cancelReasons', e.text('reason'))}）${e.note('note')}。`,
  boothOpened: (e) => `${booth(e)}を開設しました（担当 ${e.text('staff')}、取扱 ${e.procedures}）。`,
  boothStaffChanged: (e) => `${booth(e)}の担当を ${e.text('staff')} に交代しました。`,
  boothPaused: (e) =>
    `${booth(e)}を一時休止しました${e.has('untilMs') ? `（${e.time('untilMs')}まで）` : ''}${e.note('note')}。`,
  boothResumed: (e) => `${booth(e)}を再開しました。`,
  boothClosed: (e) => `${booth(e)}を閉鎖しました。`,
  boothProceduresSet: (e) => `${booth(e)}の取扱手続きを変更しました（${e.procedures}）。`,
  overflowNoted: (e) =>
    `${e.procedure}の混雑レベルの予測は「${e.state('levels', e.text('level'))}」です${e.has('figures') ? '' : '（予測値なし）'}。`,
  intakeStopped: (e) => `${e.procedures}の受付を停止しました${e.notice}。`,
  intakeResumed: (e) => `${e.procedures}の受付を再開しました。`,
  outageStarted: (e) => `${e.procedures}の障害発生を登録しました${e.notice}。`,
  outageEnded: (e) => `${e.procedures}の障害復旧を登録しました。`,
  helpAsked: (e) => `発券機「${e.text('device')}」で来庁者が職員を呼び出しました。`,
  helpAnswered: (e) => `発券機「${e.text('device')}」の呼び出しに応答しました。`,
  helpWithdrawn: (e) => `発券機「${e.text('device')}」の呼び出しが取り消されました。`,
  placeHeld: (e) =>
    e.has('offeredTo')
      ? `${e.procedure}の空いた枠を、キャンセル待ちの方に ${e.time('untilMs')} まで案内しました。`
      : `${e.procedure}の予約枠を ${e.time('untilMs')} まで仮押さえしました。`,
  holdExtended: (e) => `仮押さえを ${e.time('untilMs')} まで延長しました。`,
  holdReleased: () => '仮押さえを解除しました。',
  reservationBooked: (e) =>
    `${e.procedure}の予約 ${e.text('code')} を受け付けました（${e.text('partySize')}人）。`,
  reservationLeaving: (e) => `予約 ${e.text('reservation')} の変更を開始しました。`,
  reservationMoved: (e) => `予約 ${e.text('reservation')} を別の日または拠点に変更しました。`,
  reservationShifted: (e) => `予約 ${e.text('reservation')} を同じ日の別の時間に変更しました。`,
  moveSettled: (e) => `予約 ${e.text('reservation')} の変更を完了しました。`,
  reservationCancelled: (e) => `予約 ${e.text('reservation')} を取り消しました${e.note('note')}。`,
  reservationArrived: (e) => `予約 ${e.text('reservation')} の来庁を受け付けました（番号札 ${ticket(e)}）。`,
  reservationExpected: (e) => `予約 ${e.text('reservation')} を来庁予定に戻しました。`,
  reservationMissed: (e) => `予約 ${e.text('reservation')} は来庁がありませんでした。`,
  reservationReached: (e) => `予約 ${e.text('reservation')} への連絡結果を記録しました。`,
  slotsChanged: () => '予約枠を閉鎖または増減しました。',
  slotChangeTakenBack: () => '予約枠の変更を取り消しました。',
  waitJoined: (e) => `${e.procedure}のキャンセル待ち ${e.text('code')} を受け付けました。`,
  waitLeft: (e) => `${e.text('reservation')} のキャンセル待ちを終了しました。`,
  accountMade: (e) =>
    `アカウント「${e.text('account')}」（${e.text('name')}）を作成しました（権限：${e.roles}）。`,
  accountRenamed: (e) => `アカウント「${e.text('account')}」の表示名を「${e.text('name')}」に変更しました。`,
  accountGranted: (e) => `アカウント「${e.text('account')}」の権限を変更しました（${e.roles}）。`,
  accountClosed: (e) => `アカウント「${e.text('account')}」を利用停止にしました。`,
  accountReopened: (e) => `アカウント「${e.text('account')}」の利用を再開しました。`,
  passwordSet: (e) =>
    `アカウント「${e.text('account')}」のパスワードを設定しました（${{ owner: '本人', administrator: '管理者のリンク', firstLink: '初回登録' }[e.text('by')] ?? e.text('by')}）。`,
  passwordRemoved: (e) => `アカウント「${e.text('account')}」のパスワードを無効にしました。`,
  deviceAccepted: (e) => `端末「${e.text('name')}」を登録しました（${e.place}）。`,
  deviceRenamed: (e) => `端末の名前を「${e.text('name')}」に変更しました。`,
  deviceMoved: (e) => `端末の設置場所を変更しました（${e.place}）。`,
  deviceRevoked: () => '端末の登録を解除しました。',
  apiKeyMade: (e) => `連携キー「${e.text('name')}」を発行しました（権限：${e.roles}）。`,
  apiKeyRevoked: () => '連携キーを取り消しました。',
  contactAsked: (e) =>
    `予約 ${e.text('reservation')} の連絡先の閲覧を${e.text('outcome') === 'denied' ? '拒否しました' : '許可しました'}。`,
  contactsSearched: () => '予約者を氏名または電話番号で検索しました。',
  ticketPageAsked: (e) => `番号 ${e.text('ticket')} のスマートフォン用ページのアドレスを表示しました。`,
  contactErased: (e) => `予約 ${e.text('reservation')} の連絡先を消去しました。`,
  dueContactsErased: (e) => `保存期限を過ぎた連絡先${e.count('count')}件を消去しました。`,
  signedIn: (e) =>
    `${{ password: 'パスワードで', sso: '認証サービスで', demo: 'デモの担当者として', firstLink: '初回登録のリンクで' }[e.text('how')] ?? ''}ログインしました。`,
  signInRefused: (e) =>
    `${e.has('name') ? `「${e.text('name')}」の` : '登録のない名前による'}ログインを拒否しました（${{ unknown: 'アカウントなし', password: 'パスワード誤り', closed: '利用停止中', lockedOut: '誤りが続いたため停止中', sso: '認証サービスで確認できず', second: '二段階認証のコード誤り' }[e.text('why')] ?? e.text('why')}）。`,
  signedOutByOther: (e) => `「${e.text('account')}」をすべての端末からログアウトさせました。`,
  passwordLinkMade: (e) => `「${e.text('account')}」のパスワード設定リンクを発行しました。`,
  signedOut: (e) => (e.has('everywhere') ? 'すべての端末からログアウトしました。' : 'ログアウトしました。'),
  secondFactorSet: () => '二段階認証を設定しました。',
  secondFactorRemoved: (e) => `「${e.text('account')}」の二段階認証を解除しました。`,
  recoveryCodeUsed: (e) => `予備コードでログインしました（残り${e.count('left')}個）。`,
  sessionLocked: () => '画面をロックしました。',
  sessionUnlocked: () => '画面のロックを解除しました。',
  pairingAsked: (e) => `端末が登録を申請しました（コード ${e.text('code')}）。`,
  pairingCodeWrong: () => '登録されていない端末のコードが入力されました。',
  refusalsCounted: (e) => `このほかに、権限のない操作を10分間に${e.count('count')}回拒否しました。`,
  accessRefused: (e) => `権限のない操作を拒否しました（${e.text('door')}）。`,
};
