// やさしい日本語
import type { PublicTexts } from './catalogue.ts';
import { countingIn } from './counts.ts';

const tag = 'ja';
const { counted, wait } = countingIn(tag);

export const jaEasy: PublicTexts = {
  tag,
  ownName: 'やさしい日本語',
  wall: {
    nowCalling: 'いま よんでいる 番号',
    recentCalls: 'もう よんだ 番号',
    number: '番号',
    booth: '窓口（まどぐち）',
    boothShown: (booth) => `${booth}番 窓口（まどぐち）`,
    waitingPeople: counted('{n}人が 待っています'),
    waitingLabel: '待っている 人',
    waitLabel: '待つ 時間',
    range: wait({ within: '{n}分より 短い', about: 'だいたい {n}分' }),
    soon: 'もうすぐ',
    absentTitle: 'いなかった 人の 番号',
    absentHint: '受付（うけつけ）の 人に 言って ください',
    intakeStopped: 'いまは できません',
    outage: 'コンピューターが 動きません。しばらく よびません',
    outageShort: 'しばらく よびません',
    notNow: 'いまは 時間外（じかんがい）です',
    reservationOnly: '予約（よやく）が 必要です',
    closed: 'きょうは 休みです',
    ended: 'きょうは おわりました',
    beforeOpening: 'まだ はじまっていません',
    breakTime: '休み時間です',
    lastServing: 'きょうの 受付（うけつけ）は おわりました',
    nextOpening: (when) => `つぎに 開く 日：${when}`,
    closesAt: (time) => `${time}まで`,
    offline: (when) =>
      `つうしんが きれています。これは ${when} の ようすです。いまは ちがうかも しれません。`,
    soundBlocked: '音が 出ません。画面を さわって ください',
    pleaseWait: '番号の 紙を 取って、待って ください',
    procedures: '手続き（てつづき）',
    booths: '窓口（まどぐち）',
    notices: 'お知らせ',
    recall: 'もう一度 よんでいます',
    noBooth: '準備（じゅんび）中',
    boothClosed: 'お休み',
    boothPaused: '休んでいます',
    resumesAt: (time) => `${time} に また はじまります`,
    connecting: 'つないでいます',
    unknownSite: 'この 場所は ありません',
  },
  paper: {
    yourNumber: 'あなたの 番号',
    issuedAt: (when) => `${when} に 出しました`,
    ahead: counted({ zero: '待っている 人は いません', other: '前に {n}人 います' }),
    range: wait({ within: '待つ 時間は {n}分より 短いです', about: 'だいたい {n}分 待ちます' }),
    soon: 'もうすぐ よびます',
    slot: (time) => `予約（よやく） ${time}`,
    scan: 'スマホで 順番（じゅんばん）が わかります',
    whereToWait: '待つ ところ',
    bring: '用意（ようい）する もの',
    reprint: 'もう一度 出した 紙',
    keep: '番号が 出るまで 待って ください',
  },
  speech: {
    call: (letter, digits, booth) => `番号、${letter}の、${digits}番の人、${booth}番の窓口に来てください。`,
  },
};
