// 简体中文
import type { PublicTexts } from './catalogue.ts';

export const zhHans: PublicTexts = {
  tag: 'zh-Hans',
  ownName: '简体中文',
  wall: {
    nowCalling: '正在叫号',
    recentCalls: '已叫号码',
    number: '号码',
    booth: '窗口',
    boothShown: (booth) => `${booth}号窗口`,
    waitingPeople: (count) => `${count}人等候`,
    waitingLabel: '等候人数',
    waitLabel: '预计等候时间',
    range: ({ low, high }) =>
      low === 0 ? `${high}分钟以内` : low === high ? `约${low}分钟` : `约${low}～${high}分钟`,
    soon: '即将叫号',
    absentTitle: '叫号未到的号码',
    absentHint: '请告知前台工作人员',
    intakeStopped: '暂停取号',
    outage: '系统故障，暂停叫号',
    outageShort: '暂停叫号',
    notNow: '现在不受理',
    reservationOnly: '仅限预约',
    closed: '今日休息',
    ended: '今日业务已结束',
    beforeOpening: '尚未开始办理',
    breakTime: '休息时间',
    lastServing: '今日取号已结束',
    nextOpening: (when) => `下次办理：${when}`,
    closesAt: (time) => `至${time}`,
    offline: '连接中断，显示内容可能不是最新',
    soundBlocked: '声音已停止，请触摸屏幕',
    pleaseWait: '请取号等候',
    procedures: '手续',
    booths: '窗口',
    notices: '通知',
    recall: '再次叫号',
    noBooth: '窗口准备中',
    boothClosed: '关闭',
    boothPaused: '暂停',
    resumesAt: (time) => `${time}恢复办理`,
    connecting: '正在连接',
    unknownSite: '该地点未登记',
  },
  paper: {
    yourNumber: '您的号码',
    issuedAt: (when) => `取号时间 ${when}`,
    ahead: (count) => (count === 0 ? '前面没有人等候' : `前面有${count}人等候`),
    range: ({ low, high }) =>
      low === 0
        ? `预计等候${high}分钟以内`
        : low === high
          ? `预计等候约${low}分钟`
          : `预计等候约${low}～${high}分钟`,
    soon: '即将叫到您',
    slot: (time) => `预约 ${time}`,
    scan: '可用手机查看叫号进度',
    whereToWait: '等候地点',
    bring: '请准备好',
    reprint: '补打',
    keep: '请等候，直到显示您的号码',
  },
  speech: {
    call: (letter, digits, booth) => `请${letter}，${digits}号，到${booth}号窗口。`,
  },
};
