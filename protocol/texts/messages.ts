// What is written to residents about their reservation, in every language: subject, first sentence, labels, what to do.
import type { Language } from '../ids.ts';
import type { MessageKind } from '../messages.ts';

export type MessageTexts = {
  /** Subject and first sentence of each kind; `{until}` is the end of an offer. */
  readonly kinds: Readonly<Record<MessageKind, { readonly subject: string; readonly lead: string }>>;
  readonly when: string;
  readonly where: string;
  readonly what: string;
  readonly people: string;
  readonly code: string;
  readonly bring: string;
  /** How to see, move or cancel it. */
  readonly manage: string;
  /** Before a link that leads to the reservation itself. */
  readonly manageByLink: string;
  readonly noAnswer: string;
};

const ja: MessageTexts = {
  kinds: {
    confirmation: { subject: '予約を受け付けました', lead: '次のとおり予約を受け付けました。' },
    change: { subject: '予約を変更しました', lead: '予約を次のとおり変更しました。' },
    reminder: {
      subject: 'ご予約の日が近づきました',
      lead: '次の予約をお預かりしています。お気をつけてお越しください。',
    },
    cancelled: { subject: '予約を取り消しました', lead: '次の予約を取り消しました。' },
    cancelledBySite: {
      subject: '【重要】予約の取消しのお知らせ',
      lead: '窓口の都合により、次の予約を取り消しました。ご迷惑をおかけし申し訳ありません。お手数ですが、改めてご予約ください。',
    },
    placeOffered: {
      subject: '空きが出ました',
      lead: 'お待ちの枠に空きが出ました。{until}までお取りしています。それまでに予約を完了してください。',
    },
  },
  when: '日時',
  where: '場所',
  what: '手続き',
  people: '人数',
  code: '予約番号',
  bring: '持ち物',
  manage: '確認・変更・取消しには、予約番号と電話番号の下4桁が必要です。',
  manageByLink: '確認・変更・取消しは、次のページでできます。このアドレスはほかの人に知らせないでください。',
  noAnswer: 'このメールは送信専用です。',
};
const jaEasy: MessageTexts = {
  kinds: {
    confirmation: { subject: 'よやくが できました', lead: 'よやくが できました。' },
    change: {
      subject: 'よやくを かえました',
      lead: 'よやくを かえました。あたらしい よやくは つぎの とおりです。',
    },
    reminder: {
      subject: 'もうすぐ よやくの 日です',
      lead: 'もうすぐ よやくの 日です。気を つけて 来て ください。',
    },
    cancelled: { subject: 'よやくを やめました', lead: 'つぎの よやくを やめました。' },
    cancelledBySite: {
      subject: '【大切】よやくが なくなりました',
      lead: 'まどぐちの つごうで、つぎの よやくが なくなりました。ごめんなさい。もう いちど よやくして ください。',
    },
    placeOffered: {
      subject: 'あきが できました',
      lead: 'あきが できました。{until}まで とって あります。それまでに よやくして ください。',
    },
  },
  when: 'いつ',
  where: 'どこ',
  what: 'すること',
  people: '人の かず',
  code: 'よやく ばんごう',
  bring: 'もって くる もの',
  manage:
    'よやくを 見る、かえる、やめる ときは、よやく ばんごうと 電話ばんごうの さいごの 4つの すうじが いります。',
  manageByLink:
    'よやくを 見る、かえる、やめる ときは、この ページを ひらいて ください。この アドレスは ほかの 人に おしえないで ください。',
  noAnswer: 'この メールに へんじは できません。',
};
const en: MessageTexts = {
  kinds: {
    confirmation: { subject: 'Your reservation is made', lead: 'Your reservation is made as follows.' },
    change: {
      subject: 'Your reservation is changed',
      lead: 'Your reservation is changed. It is now as follows.',
    },
    reminder: { subject: 'Your reservation is soon', lead: 'This is a reminder of your reservation.' },
    cancelled: { subject: 'Your reservation is cancelled', lead: 'The following reservation is cancelled.' },
    cancelledBySite: {
      subject: 'Important: your reservation had to be cancelled',
      lead: 'For reasons on our side, the following reservation had to be cancelled. We are sorry. Please make a new one.',
    },
    placeOffered: {
      subject: 'A place is free',
      lead: 'A place that you are waiting for is free. We keep it for you until {until}. Please complete your reservation by then.',
    },
  },
  when: 'When',
  where: 'Where',
  what: 'Procedure',
  people: 'People',
  code: 'Reservation code',
  bring: 'Please bring',
  manage: 'To see, change or cancel it you need the code and the last four digits of your telephone number.',
  manageByLink: 'See, change or cancel it on this page. Keep this address to yourself.',
  noAnswer: 'Answers to this address are not read.',
};
const zhHans: MessageTexts = {
  kinds: {
    confirmation: { subject: '预约已受理', lead: '您的预约已受理，内容如下。' },
    change: { subject: '预约已更改', lead: '您的预约已更改为以下内容。' },
    reminder: { subject: '预约日期临近', lead: '提醒您有以下预约。' },
    cancelled: { subject: '预约已取消', lead: '以下预约已取消。' },
    cancelledBySite: {
      subject: '【重要】预约取消通知',
      lead: '因窗口原因，以下预约已被取消。给您带来不便，深表歉意。请重新预约。',
    },
    placeOffered: {
      subject: '有空位了',
      lead: '您等候的时段有空位了。为您保留至{until}，请在此之前完成预约。',
    },
  },
  when: '日期和时间',
  where: '地点',
  what: '手续',
  people: '人数',
  code: '预约编号',
  bring: '携带物品',
  manage: '查看、更改或取消预约时，需要预约编号和电话号码的后四位。',
  manageByLink: '可在以下页面查看、更改或取消预约。请勿将此网址告知他人。',
  noAnswer: '本邮件仅供发送，请勿回复。',
};
const zhHant: MessageTexts = {
  kinds: {
    confirmation: { subject: '預約已受理', lead: '您的預約已受理，內容如下。' },
    change: { subject: '預約已變更', lead: '您的預約已變更為以下內容。' },
    reminder: { subject: '預約日期將至', lead: '提醒您有以下預約。' },
    cancelled: { subject: '預約已取消', lead: '以下預約已取消。' },
    cancelledBySite: {
      subject: '【重要】預約取消通知',
      lead: '因窗口因素，以下預約已被取消。造成不便，深感抱歉。請重新預約。',
    },
    placeOffered: {
      subject: '有空位了',
      lead: '您等候的時段有空位了。為您保留至{until}，請在此之前完成預約。',
    },
  },
  when: '日期與時間',
  where: '地點',
  what: '手續',
  people: '人數',
  code: '預約編號',
  bring: '攜帶物品',
  manage: '查看、變更或取消預約時，需要預約編號和電話號碼的末四碼。',
  manageByLink: '可在以下頁面查看、變更或取消預約。請勿將此網址告知他人。',
  noAnswer: '本郵件僅供發送，請勿回覆。',
};
const ko: MessageTexts = {
  kinds: {
    confirmation: { subject: '예약이 접수되었습니다', lead: '다음과 같이 예약이 접수되었습니다.' },
    change: { subject: '예약이 변경되었습니다', lead: '예약이 다음과 같이 변경되었습니다.' },
    reminder: { subject: '예약일이 다가왔습니다', lead: '다음 예약을 안내해 드립니다.' },
    cancelled: { subject: '예약이 취소되었습니다', lead: '다음 예약이 취소되었습니다.' },
    cancelledBySite: {
      subject: '[중요] 예약 취소 안내',
      lead: '창구 사정으로 다음 예약이 취소되었습니다. 불편을 드려 죄송합니다. 다시 예약해 주세요.',
    },
    placeOffered: {
      subject: '빈자리가 생겼습니다',
      lead: '기다리시던 시간에 빈자리가 생겼습니다. {until}까지 잡아 두었으니 그 전에 예약을 완료해 주세요.',
    },
  },
  when: '일시',
  where: '장소',
  what: '업무',
  people: '인원',
  code: '예약 번호',
  bring: '준비물',
  manage: '확인·변경·취소에는 예약 번호와 전화번호 뒤 네 자리가 필요합니다.',
  manageByLink: '아래 페이지에서 확인·변경·취소할 수 있습니다. 이 주소를 다른 사람에게 알리지 마십시오.',
  noAnswer: '이 메일은 발신 전용입니다.',
};
const vi: MessageTexts = {
  kinds: {
    confirmation: { subject: 'Đã nhận đặt hẹn', lead: 'Chúng tôi đã nhận lịch hẹn của bạn như sau.' },
    change: { subject: 'Đã thay đổi lịch hẹn', lead: 'Lịch hẹn của bạn đã được thay đổi như sau.' },
    reminder: { subject: 'Sắp đến ngày hẹn', lead: 'Xin nhắc bạn về lịch hẹn sau.' },
    cancelled: { subject: 'Đã hủy lịch hẹn', lead: 'Lịch hẹn sau đã được hủy.' },
    cancelledBySite: {
      subject: 'Quan trọng: lịch hẹn bị hủy',
      lead: 'Vì lý do của quầy, lịch hẹn sau đã bị hủy. Chúng tôi xin lỗi vì sự bất tiện này. Vui lòng đặt hẹn lại.',
    },
    placeOffered: {
      subject: 'Đã có chỗ trống',
      lead: 'Đã có chỗ trống vào giờ bạn chờ. Chúng tôi giữ chỗ cho bạn đến {until}. Vui lòng hoàn tất đặt hẹn trước lúc đó.',
    },
  },
  when: 'Thời gian',
  where: 'Địa điểm',
  what: 'Thủ tục',
  people: 'Số người',
  code: 'Mã đặt hẹn',
  bring: 'Vật cần mang theo',
  manage: 'Để xem, thay đổi hoặc hủy, bạn cần mã đặt hẹn và bốn số cuối của số điện thoại.',
  manageByLink:
    'Bạn có thể xem, thay đổi hoặc hủy tại trang dưới đây. Vui lòng không cho người khác biết địa chỉ này.',
  noAnswer: 'Vui lòng không trả lời thư này.',
};
const pt: MessageTexts = {
  kinds: {
    confirmation: { subject: 'Sua reserva foi feita', lead: 'Sua reserva foi feita como segue.' },
    change: { subject: 'Sua reserva foi alterada', lead: 'Sua reserva foi alterada. Agora é como segue.' },
    reminder: { subject: 'Sua reserva está próxima', lead: 'Lembramos a sua reserva.' },
    cancelled: { subject: 'Sua reserva foi cancelada', lead: 'A reserva a seguir foi cancelada.' },
    cancelledBySite: {
      subject: 'Importante: sua reserva precisou ser cancelada',
      lead: 'Por motivos nossos, a reserva a seguir precisou ser cancelada. Pedimos desculpas. Por favor, faça uma nova reserva.',
    },
    placeOffered: {
      subject: 'Há uma vaga',
      lead: 'Surgiu a vaga que você espera. Ela fica guardada para você até {until}. Conclua a reserva até lá.',
    },
  },
  when: 'Data e hora',
  where: 'Local',
  what: 'Procedimento',
  people: 'Pessoas',
  code: 'Código da reserva',
  bring: 'O que trazer',
  manage:
    'Para ver, alterar ou cancelar, são necessários o código e os quatro últimos dígitos do seu telefone.',
  manageByLink: 'Veja, altere ou cancele nesta página. Não repasse este endereço a outras pessoas.',
  noAnswer: 'Este endereço não recebe respostas.',
};
const ne: MessageTexts = {
  kinds: {
    confirmation: { subject: 'तपाईंको बुकिङ भयो', lead: 'तपाईंको बुकिङ यस प्रकार भएको छ।' },
    change: { subject: 'तपाईंको बुकिङ परिवर्तन भयो', lead: 'तपाईंको बुकिङ यस प्रकार परिवर्तन भएको छ।' },
    reminder: { subject: 'तपाईंको बुकिङको दिन नजिकियो', lead: 'तपाईंको बुकिङको सम्झना गराउँदैछौं।' },
    cancelled: { subject: 'तपाईंको बुकिङ रद्द भयो', lead: 'तलको बुकिङ रद्द भएको छ।' },
    cancelledBySite: {
      subject: 'महत्त्वपूर्ण: तपाईंको बुकिङ रद्द गर्नुपर्‍यो',
      lead: 'हाम्रो कारणले तलको बुकिङ रद्द गर्नुपर्‍यो। असुविधाका लागि माफ गर्नुहोस्। कृपया फेरि बुकिङ गर्नुहोस्।',
    },
    placeOffered: {
      subject: 'ठाउँ खाली भयो',
      lead: 'तपाईंले पर्खिरहेको ठाउँ खाली भएको छ। {until} सम्म तपाईंका लागि राखिएको छ। त्यसअघि बुकिङ पूरा गर्नुहोस्।',
    },
  },
  when: 'मिति र समय',
  where: 'स्थान',
  what: 'सेवा',
  people: 'व्यक्ति',
  code: 'बुकिङ कोड',
  bring: 'ल्याउनुपर्ने कुरा',
  manage: 'हेर्न, परिवर्तन गर्न वा रद्द गर्न बुकिङ कोड र फोन नम्बरका अन्तिम चार अङ्क चाहिन्छ।',
  manageByLink: 'यो पृष्ठमा हेर्न, परिवर्तन गर्न वा रद्द गर्न सकिन्छ। यो ठेगाना अरूलाई नदिनुहोस्।',
  noAnswer: 'कृपया यो इमेलको जवाफ नदिनुहोस्।',
};
const tl: MessageTexts = {
  kinds: {
    confirmation: {
      subject: 'Tinanggap ang inyong appointment',
      lead: 'Tinanggap ang inyong appointment ayon sa sumusunod.',
    },
    change: {
      subject: 'Nabago ang inyong appointment',
      lead: 'Nabago ang inyong appointment ayon sa sumusunod.',
    },
    reminder: { subject: 'Malapit na ang inyong appointment', lead: 'Paalala po sa inyong appointment.' },
    cancelled: {
      subject: 'Nakansela ang inyong appointment',
      lead: 'Nakansela ang sumusunod na appointment.',
    },
    cancelledBySite: {
      subject: 'Mahalaga: kinailangang kanselahin ang inyong appointment',
      lead: 'Dahil sa dahilan sa aming panig, kinailangang kanselahin ang sumusunod na appointment. Paumanhin po. Mangyaring magpa-appointment muli.',
    },
    placeOffered: {
      subject: 'May bakante na',
      lead: 'May bakante na sa oras na hinihintay ninyo. Nakalaan ito sa inyo hanggang {until}. Tapusin po ang appointment bago ito.',
    },
  },
  when: 'Petsa at oras',
  where: 'Lugar',
  what: 'Serbisyo',
  people: 'Bilang ng tao',
  code: 'Appointment code',
  bring: 'Dalhin po',
  manage:
    'Para tingnan, baguhin o kanselahin, kailangan ang code at ang huling apat na numero ng inyong telepono.',
  manageByLink: 'Tingnan, baguhin o kanselahin sa pahinang ito. Huwag pong ibigay ang address na ito sa iba.',
  noAnswer: 'Huwag pong sagutin ang email na ito.',
};

export const messageTexts: Readonly<Record<Language, MessageTexts>> = {
  ja,
  'ja-easy': jaEasy,
  en,
  'zh-Hans': zhHans,
  'zh-Hant': zhHant,
  ko,
  vi,
  pt,
  ne,
  tl,
};
