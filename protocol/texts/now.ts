// What the page /now says besides the words of the wall, in each public language.
import type { Language } from '../ids.ts';

export type NowTexts = {
  readonly title: string;
  readonly open: string;
  readonly lastCalled: string;
  readonly noCall: string;
  /** `time` has its date. */
  readonly asOf: (time: string) => string;
  readonly tooOld: string;
  /** How often it is renewed, and how to tell that it is not: for browsers without scripts. */
  readonly renewed: (every: string, minutes: number) => string;
  readonly everyMinute: string;
  readonly everySeconds: (seconds: number) => string;
  readonly storeAway: string;
  readonly details: string;
  readonly data: string;
};

export const nowTexts: Readonly<Record<Language, NowTexts>> = {
  ja: {
    title: '窓口の混雑状況',
    open: '開庁中',
    lastCalled: '直近の呼出番号',
    noCall: '呼出はまだありません',
    asOf: (time) => `${time} 現在`,
    tooOld: '更新が止まっています。以下は過去の内容で、現在の状況ではありません。',
    renewed: (every, minutes) =>
      `${every}更新します。時刻が${minutes}分より前のときは、更新が止まっています。`,
    everyMinute: '1分ごとに',
    everySeconds: (seconds) => `${seconds}秒ごとに`,
    storeAway: '通信に問題があり、この拠点の表示は最新ではないことがあります。',
    details: '手続きごとの待ち状況',
    data: 'データ',
  },
  'ja-easy': {
    title: 'まどぐちの こみぐあい',
    open: 'あいています',
    lastCalled: 'さいごに よんだ ばんごう',
    noCall: 'まだ よんでいません',
    asOf: (time) => `${time} の ようす`,
    tooOld: 'あたらしく なっていません。したに あるのは まえの ようすです。',
    renewed: (every, minutes) =>
      `${every} かわります。じかんが ${minutes}ふんより まえの ときは、とまっています。`,
    everyMinute: '1ぷんごとに',
    everySeconds: (seconds) => `${seconds}びょうごとに`,
    storeAway: 'つうしんの もんだいで、まえの ようすかも しれません。',
    details: 'てつづきごとの まつ ひと',
    data: 'データ',
  },
  en: {
    title: 'Counters now',
    open: 'Open',
    lastCalled: 'Last number called',
    noCall: 'None called yet',
    asOf: (time) => `As of ${time}`,
    tooOld: 'This is no longer updated. What follows is old and not how it is now.',
    renewed: (every, minutes) =>
      `Renewed ${every}. If the time is more than ${minutes} minutes ago, updating has stopped.`,
    everyMinute: 'every minute',
    everySeconds: (seconds) => `every ${seconds} seconds`,
    storeAway: 'Because of a fault, what is shown for this place may be out of date.',
    details: 'Waits by procedure',
    data: 'Data',
  },
  'zh-Hans': {
    title: '窗口拥挤情况',
    open: '办理中',
    lastCalled: '最近叫到的号码',
    noCall: '尚未叫号',
    asOf: (time) => `${time} 的状态`,
    tooOld: '更新已停止。以下内容是旧的，并非当前情况。',
    renewed: (every, minutes) => `${every}更新。若时间早于${minutes}分钟前，表示更新已停止。`,
    everyMinute: '每分钟',
    everySeconds: (seconds) => `每${seconds}秒`,
    storeAway: '因故障，此处显示的可能不是最新情况。',
    details: '各手续的等候情况',
    data: '数据',
  },
  'zh-Hant': {
    title: '窗口等候情形',
    open: '受理中',
    lastCalled: '最近叫到的號碼',
    noCall: '尚未叫號',
    asOf: (time) => `${time} 的狀態`,
    tooOld: '更新已停止。以下內容是舊的，並非目前情況。',
    renewed: (every, minutes) => `${every}更新。若時間早於${minutes}分鐘前，表示更新已停止。`,
    everyMinute: '每分鐘',
    everySeconds: (seconds) => `每${seconds}秒`,
    storeAway: '因通訊問題，此處顯示的可能不是最新情況。',
    details: '各項業務的等候情形',
    data: '資料',
  },
  ko: {
    title: '창구 혼잡 현황',
    open: '업무 중',
    lastCalled: '마지막으로 부른 번호',
    noCall: '아직 부르지 않음',
    asOf: (time) => `${time} 현재`,
    tooOld: '갱신이 멈췄습니다. 아래 내용은 오래된 것으로 지금 상황이 아닙니다.',
    renewed: (every, minutes) => `${every} 갱신합니다. 시각이 ${minutes}분보다 전이면 갱신이 멈춘 것입니다.`,
    everyMinute: '1분마다',
    everySeconds: (seconds) => `${seconds}초마다`,
    storeAway: '장애로 이곳의 표시가 최신이 아닐 수 있습니다.',
    details: '절차별 대기',
    data: '데이터',
  },
  vi: {
    title: 'Tình hình các quầy hiện nay',
    open: 'Đang mở cửa',
    lastCalled: 'Số gọi gần nhất',
    noCall: 'Chưa gọi số nào',
    asOf: (time) => `Lúc ${time}`,
    tooOld: 'Trang đã ngừng cập nhật. Nội dung dưới đây là cũ, không phải tình hình hiện nay.',
    renewed: (every, minutes) =>
      `Cập nhật ${every}. Nếu giờ ghi đã quá ${minutes} phút, việc cập nhật đã dừng.`,
    everyMinute: 'mỗi phút',
    everySeconds: (seconds) => `mỗi ${seconds} giây`,
    storeAway: 'Do sự cố, thông tin của nơi này có thể không phải mới nhất.',
    details: 'Thời gian chờ theo thủ tục',
    data: 'Dữ liệu',
  },
  pt: {
    title: 'Movimento nos balcões agora',
    open: 'Aberto',
    lastCalled: 'Última senha chamada',
    noCall: 'Nenhuma ainda',
    asOf: (time) => `Situação de ${time}`,
    tooOld: 'A atualização parou. O que segue é antigo e não é a situação de agora.',
    renewed: (every, minutes) =>
      `Atualizado ${every}. Se a hora for de mais de ${minutes} minutos atrás, a atualização parou.`,
    everyMinute: 'a cada minuto',
    everySeconds: (seconds) => `a cada ${seconds} segundos`,
    storeAway: 'Por uma falha, as informações deste local podem estar desatualizadas.',
    details: 'Espera por procedimento',
    data: 'Dados',
  },
  ne: {
    title: 'काउन्टरको भीडको अवस्था',
    open: 'खुला छ',
    lastCalled: 'अन्तिम बोलाइएको नम्बर',
    noCall: 'अझै बोलाइएको छैन',
    asOf: (time) => `${time} को अवस्था`,
    tooOld: 'अद्यावधिक रोकिएको छ। तलको जानकारी पुरानो हो, अहिलेको होइन।',
    renewed: (every, minutes) =>
      `${every} अद्यावधिक हुन्छ। समय ${minutes} मिनेटभन्दा पुरानो भए अद्यावधिक रोकिएको हुन्छ।`,
    everyMinute: 'हरेक मिनेट',
    everySeconds: (seconds) => `हरेक ${seconds} सेकेन्डमा`,
    storeAway: 'सम्पर्कमा समस्या भएकाले यो जानकारी पुरानो हुन सक्छ।',
    details: 'सेवाअनुसार प्रतीक्षा',
    data: 'तथ्याङ्क',
  },
  tl: {
    title: 'Lagay ng mga window ngayon',
    open: 'Bukas',
    lastCalled: 'Huling tinawag na numero',
    noCall: 'Wala pang tinatawag',
    asOf: (time) => `Lagay nang ${time}`,
    tooOld: 'Hindi na ito ina-update. Luma na ang nasa ibaba at hindi ang lagay ngayon.',
    renewed: (every, minutes) =>
      `Ina-update ${every}. Kung ang oras ay mahigit ${minutes} minuto na ang nakaraan, huminto na ang pag-update.`,
    everyMinute: 'bawat minuto',
    everySeconds: (seconds) => `tuwing ${seconds} segundo`,
    storeAway: 'May problema sa koneksyon, kaya maaaring hindi ito ang pinakabago.',
    details: 'Paghihintay sa bawat serbisyo',
    data: 'Datos',
  },
};
