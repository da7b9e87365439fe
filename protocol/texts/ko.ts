// 한국어
import type { PublicTexts } from './catalogue.ts';

export const ko: PublicTexts = {
  tag: 'ko',
  ownName: '한국어',
  wall: {
    nowCalling: '지금 호출 중',
    recentCalls: '호출된 번호',
    number: '번호',
    booth: '창구',
    boothShown: (booth) => `${booth}번 창구`,
    waitingPeople: (count) => `${count}명 대기`,
    waitingLabel: '대기 인원',
    waitLabel: '예상 대기 시간',
    range: ({ low, high }) =>
      low === 0 ? `${high}분 이내` : low === high ? `약 ${low}분` : `약 ${low}~${high}분`,
    soon: '곧 호출',
    absentTitle: '부재 번호',
    absentHint: '접수처에 말씀해 주십시오',
    intakeStopped: '접수를 일시 중지했습니다',
    outage: '시스템 장애로 호출을 중단했습니다',
    outageShort: '호출 중단',
    notNow: '접수 시간이 아닙니다',
    reservationOnly: '예약제입니다',
    closed: '오늘은 휴무일입니다',
    ended: '오늘 업무가 종료되었습니다',
    beforeOpening: '업무 시작 전입니다',
    breakTime: '휴식 시간입니다',
    lastServing: '오늘 접수는 마감되었습니다',
    nextOpening: (when) => `다음 업무: ${when}`,
    closesAt: (time) => `${time}까지`,
    offline: '연결이 끊겼습니다. 최신 정보가 아닐 수 있습니다',
    soundBlocked: '소리가 꺼져 있습니다. 화면을 터치해 주십시오',
    pleaseWait: '번호표를 뽑고 기다려 주십시오',
    procedures: '업무',
    booths: '창구 안내',
    notices: '알림',
    recall: '다시 호출',
    noBooth: '창구 준비 중',
    boothClosed: '닫힘',
    boothPaused: '일시 중지',
    resumesAt: (time) => `${time}에 다시 시작합니다`,
    connecting: '연결 중입니다',
    unknownSite: '등록되지 않은 장소입니다',
  },
  paper: {
    yourNumber: '번호표',
    issuedAt: (when) => `${when} 발행`,
    ahead: (count) => (count === 0 ? '앞에 대기자가 없습니다' : `앞에 ${count}명 대기 중`),
    range: ({ low, high }) =>
      low === 0
        ? `예상 대기 시간 ${high}분 이내`
        : low === high
          ? `예상 대기 시간 약 ${low}분`
          : `예상 대기 시간 약 ${low}~${high}분`,
    soon: '곧 호출됩니다',
    slot: (time) => `예약 ${time}`,
    scan: '스마트폰으로 순서를 확인할 수 있습니다',
    whereToWait: '기다리실 곳',
    bring: '준비하실 것',
    reprint: '재발행',
    keep: '번호가 표시될 때까지 기다려 주십시오',
  },
  speech: {
    call: (letter, digits, booth) => `번호표 ${letter}, ${digits}번 고객님, ${booth}번 창구로 와 주십시오.`,
  },
};
