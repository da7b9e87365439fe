// Tickets to draw in warm-up and tests: an ordinary one in any language, and one with everything on it.
import { JobId, type Language, ProcedureId, TicketNumber } from '../../protocol/ids.ts';
import type { TicketPaper } from '../contract.ts';

/** An ordinary ticket of a My Number Card centre. */
export const samplePaper = (language: Language = 'ja', changes: Partial<TicketPaper> = {}): TicketPaper => ({
  job: JobId.parse('A012-1'),
  ticket: TicketNumber.parse('A012'),
  procedure: ProcedureId.parse('renewal'),
  procedureNames: {
    ja: '電子証明書の更新',
    'ja-easy': 'カードの 電子証明書（でんししょうめいしょ）を 新しく する',
    en: 'Certificate renewal',
    'zh-Hans': '电子证书更新',
    ko: '전자증명서 갱신',
    vi: 'Gia hạn chứng thư điện tử',
    pt: 'Renovação do certificado eletrônico',
  },
  bring: {
    ja: 'マイナンバーカード、本人確認書類',
    'ja-easy': 'マイナンバーカード、あなたの 名前が わかる もの',
    en: 'My Number Card and proof of identity',
    'zh-Hans': '个人编号卡、身份证明文件',
    ko: '마이넘버카드, 신분증',
    vi: 'Thẻ My Number và giấy tờ tùy thân',
    pt: 'Cartão My Number e documento de identidade',
  },
  siteNames: {
    ja: '世田谷区マイナンバーカードセンター',
    en: 'Setagaya My Number Card Centre',
    'zh-Hans': '世田谷区个人编号卡中心',
    ko: '세타가야구 마이넘버카드 센터',
    vi: 'Trung tâm Thẻ My Number Setagaya',
    pt: 'Centro do Cartão My Number de Setagaya',
  },
  language,
  issuedAtMs: Date.UTC(2026, 10, 24, 1, 15),
  slotAtMs: null,
  ahead: 3,
  estimate: { p20: 14, p50: 18, p80: 24 },
  reprint: false,
  url: 'https://junban.city.setagaya.lg.jp/t/0123456789ABCDEF',
  whereToWait: {
    ja: '3階 待合ロビー（番号表示板の前）',
    en: '3F lobby, in front of the number display',
    'zh-Hans': '3楼等候大厅（号码显示屏前）',
    ko: '3층 대기 로비(번호 표시판 앞)',
    vi: 'Sảnh chờ tầng 3, trước bảng hiển thị số',
    pt: 'Saguão do 3º andar, em frente ao painel de senhas',
  },
  offline: false,
  ...changes,
});
