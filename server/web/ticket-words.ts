// What the visitor's page says of a ticket's state, in each public language.
import type { Language } from '../../protocol/ids.ts';
import type { TicketState } from '../../protocol/views.ts';

/** `called` and `serving` take the booth as the wall shows it. */
export type TicketWords = Readonly<Record<TicketState, string>> & {
  readonly ahead: (count: number) => string;
  readonly notFound: string;
  readonly refreshed: (time: string) => string;
};

export const ticketWords: Readonly<Record<Language, TicketWords>> = {
  ja: {
    waiting: 'お待ちください',
    called: 'お呼びしています',
    serving: 'ご案内中です',
    absent: 'お呼びしましたがご不在でした。受付にお声がけください',
    held: '手続き中です。しばらくお待ちください',
    finished: '手続きは終わりました。ありがとうございました',
    cancelled: 'この番号は取り消されました。受付にお声がけください',
    ahead: (count) => `あなたの前に${count}人`,
    notFound: 'この番号札は見つかりません。番号札の有効期限は発行日の当日です。',
    refreshed: (time) => `${time} 現在（20秒ごとに更新）`,
  },
  'ja-easy': {
    waiting: 'まってください',
    called: 'よんでいます。きてください',
    serving: 'てつづきを しています',
    absent: 'よびましたが、いませんでした。うけつけに いってください',
    held: 'てつづきの とちゅうです。まってください',
    finished: 'おわりました。ありがとうございました',
    cancelled: 'この ばんごうは つかえません。うけつけに いってください',
    ahead: (count) => `あなたの まえに ${count}にん`,
    notFound: 'この ばんごうは ありません。ばんごうは もらった 日だけ つかえます。',
    refreshed: (time) => `${time} の ようす（20びょうごとに かわります）`,
  },
  en: {
    waiting: 'Please wait',
    called: 'You are called now',
    serving: 'You are being served',
    absent: 'You were called but not there. Please speak to reception',
    held: 'Your visit goes on shortly. Please wait',
    finished: 'Your visit is complete. Thank you',
    cancelled: 'This number was cancelled. Please speak to reception',
    ahead: (count) => (count === 1 ? '1 person before you' : `${count} people before you`),
    notFound: 'This ticket was not found. A ticket is valid only on the day it was issued.',
    refreshed: (time) => `As of ${time} (renewed every 20 seconds)`,
  },
  'zh-Hans': {
    waiting: '请等候',
    called: '正在叫您的号',
    serving: '正在办理',
    absent: '叫号时您不在，请联系接待处',
    held: '手续办理中，请稍候',
    finished: '手续已办完，谢谢',
    cancelled: '此号码已取消，请联系接待处',
    ahead: (count) => `您前面还有${count}人`,
    notFound: '找不到此号码。号码仅在发放当天有效。',
    refreshed: (time) => `${time} 的状态（每20秒更新）`,
  },
  ko: {
    waiting: '기다려 주십시오',
    called: '지금 호출 중입니다',
    serving: '처리 중입니다',
    absent: '호출했으나 자리에 안 계셨습니다. 접수처에 말씀해 주십시오',
    held: '처리 중입니다. 잠시 기다려 주십시오',
    finished: '처리가 끝났습니다. 감사합니다',
    cancelled: '취소된 번호입니다. 접수처에 말씀해 주십시오',
    ahead: (count) => `앞에 ${count}명`,
    notFound: '번호표를 찾을 수 없습니다. 번호표는 발급 당일에만 유효합니다.',
    refreshed: (time) => `${time} 현재 (20초마다 갱신)`,
  },
  vi: {
    waiting: 'Vui lòng chờ',
    called: 'Đang gọi số của bạn',
    serving: 'Đang được phục vụ',
    absent: 'Đã gọi nhưng bạn không có mặt. Vui lòng đến quầy tiếp đón',
    held: 'Thủ tục đang được xử lý. Vui lòng chờ',
    finished: 'Thủ tục đã xong. Xin cảm ơn',
    cancelled: 'Số này đã bị hủy. Vui lòng đến quầy tiếp đón',
    ahead: (count) => `Còn ${count} người trước bạn`,
    notFound: 'Không tìm thấy phiếu này. Phiếu chỉ có giá trị trong ngày phát.',
    refreshed: (time) => `Lúc ${time} (cập nhật mỗi 20 giây)`,
  },
  pt: {
    waiting: 'Aguarde, por favor',
    called: 'O seu número está sendo chamado',
    serving: 'Em atendimento',
    absent: 'O seu número foi chamado, mas você não estava. Fale com a recepção',
    held: 'O atendimento continua em breve. Aguarde',
    finished: 'Atendimento concluído. Obrigado',
    cancelled: 'Este número foi cancelado. Fale com a recepção',
    ahead: (count) => (count === 1 ? '1 pessoa à sua frente' : `${count} pessoas à sua frente`),
    notFound: 'Senha não encontrada. A senha só vale no dia da emissão.',
    refreshed: (time) => `Situação às ${time} (atualizada a cada 20 segundos)`,
  },
};
