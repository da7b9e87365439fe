// 日本語
import type { PublicTexts } from './catalogue.ts';
import { countingIn } from './counts.ts';

const tag = 'ja';
const { counted, wait } = countingIn(tag);

export const ja: PublicTexts = {
  tag,
  ownName: '日本語',
  wall: {
    nowCalling: 'ただいまの呼び出し',
    recentCalls: '呼び出し済みの番号',
    number: '番号',
    booth: '窓口',
    boothShown: (booth) => `${booth}番窓口`,
    waitingPeople: counted('{n}人待ち'),
    waitingLabel: '待ち人数',
    waitLabel: '待ち時間の目安',
    range: wait({ within: '{n}分以内', about: '約{n}分' }),
    soon: 'まもなく',
    absentTitle: 'ご不在の番号',
    absentHint: '受付にお声がけください',
    intakeStopped: '受付停止中',
    outage: 'システム障害のため呼び出しを見合わせています',
    outageShort: '見合わせ中',
    notNow: '受付時間外です',
    reservationOnly: '予約が必要です',
    closed: '本日は閉庁日です',
    ended: '本日の業務は終了しました',
    beforeOpening: '開庁前です',
    breakTime: '休憩時間です',
    lastServing: '本日の受付は終了しました',
    nextOpening: (when) => `次の開庁：${when}`,
    closesAt: (time) => `${time}まで`,
    offline: (when) =>
      `通信が切れています。表示は ${when} 現在の内容で、その後の呼び出しは表示されていません。`,
    soundBlocked: '音声が止まっています。画面に触れてください',
    pleaseWait: '番号札を取ってお待ちください',
    procedures: '手続き',
    booths: '窓口のご案内',
    notices: 'お知らせ',
    recall: '再度のお呼び出し',
    noBooth: '窓口準備中',
    boothClosed: '閉鎖中',
    boothPaused: '休止中',
    resumesAt: (time) => `${time} に再開します`,
    connecting: '接続しています',
    unknownSite: 'この拠点は登録されていません',
  },
  paper: {
    yourNumber: '番号札',
    issuedAt: (when) => `${when} 発行`,
    ahead: counted({ zero: 'お待ちの方はいません', other: '{n}人お待ちです' }),
    range: wait({ within: '待ち時間の目安 {n}分以内', about: '待ち時間の目安 約{n}分' }),
    soon: 'まもなくお呼びします',
    slot: (time) => `ご予約 ${time}`,
    scan: 'スマートフォンで順番を確認できます',
    whereToWait: 'お待ちいただく場所',
    bring: 'ご用意いただくもの',
    reprint: '再発行',
    keep: '番号が表示されるまでお待ちください',
  },
  speech: {
    call: (letter, digits, booth) => `番号札、${letter}、${digits}番の方、${booth}番窓口へお越しください。`,
  },
};
