// Made-up lobbies for screen tests: any number of procedures, booths and calls, in every language.
import type { CallId, DeviceId, LocalText, ProcedureId, SiteId } from '../../protocol/ids.ts';
import { BoothNumber, BusinessDate, languages, TicketNumber } from '../../protocol/ids.ts';
import { type ProcedureNow, type WallCall, WallView } from '../../protocol/views.ts';
import type { SiteList } from '../../protocol/wire.ts';

const local = (
  ja: string,
  easy: string,
  en: string,
  zh: string,
  ko: string,
  vi: string,
  pt: string,
  hant: string,
  ne: string,
  tl: string,
): LocalText => ({ ja, 'ja-easy': easy, en, 'zh-Hans': zh, 'zh-Hant': hant, ko, vi, pt, ne, tl });

const names: readonly (readonly [LocalText, LocalText | null])[] = [
  [
    local(
      'マイナンバーカードの受取り',
      'カードを もらう',
      'Receiving your My Number Card',
      '领取个人编号卡',
      '마이넘버카드 수령',
      'Nhận thẻ My Number',
      'Retirada do cartão My Number',
      '領取個人編號卡',
      'My Number कार्ड लिने',
      'Pagkuha ng My Number Card',
    ),
    local(
      'カード受取り',
      'カードを もらう',
      'Card pick-up',
      '领卡',
      '카드 수령',
      'Nhận thẻ',
      'Retirada',
      '領卡',
      'कार्ड लिने',
      'Pagkuha',
    ),
  ],
  [
    local(
      '電子証明書の発行・更新',
      '電子証明書（でんししょうめいしょ）',
      'Digital certificate: issue and renewal',
      '电子证书的签发与更新',
      '전자증명서 발급·갱신',
      'Cấp và gia hạn chứng thư điện tử',
      'Certificado digital: emissão e renovação',
      '電子憑證的核發與更新',
      'विद्युतीय प्रमाणपत्र जारी र नवीकरण',
      'Electronic certificate: pagkuha at pag-renew',
    ),
    local(
      '電子証明書',
      '電子証明書',
      'Certificates',
      '电子证书',
      '전자증명서',
      'Chứng thư',
      'Certificado',
      '電子憑證',
      'प्रमाणपत्र',
      'Certificate',
    ),
  ],
  [
    local(
      '暗証番号の再設定',
      '暗証番号（あんしょうばんごう）',
      'PIN reset',
      '重设密码',
      '비밀번호 재설정',
      'Đặt lại mã PIN',
      'Nova senha (PIN)',
      '重設密碼',
      'PIN फेरि बनाउने',
      'Pag-reset ng PIN',
    ),
    null,
  ],
  [
    local(
      'カードの申請・写真撮影',
      'カードを たのむ',
      'Card application and photo',
      '申请卡片与拍照',
      '카드 신청·사진 촬영',
      'Đăng ký thẻ và chụp ảnh',
      'Pedido do cartão e foto',
      '申請卡片與拍照',
      'कार्ड आवेदन र फोटो',
      'Aplikasyon ng card at litrato',
    ),
    null,
  ],
  [
    local(
      '住所・氏名などの変更',
      '住所や 名前を かえる',
      'Change of address or name',
      '变更住址、姓名等',
      '주소·성명 변경',
      'Thay đổi địa chỉ, họ tên',
      'Mudança de endereço ou nome',
      '變更住址、姓名等',
      'ठेगाना वा नाम परिवर्तन',
      'Pagpapalit ng tirahan o pangalan',
    ),
    null,
  ],
  [
    local(
      '紛失・再交付',
      'カードを なくした',
      'Lost card and reissue',
      '挂失与补发',
      '분실·재교부',
      'Mất thẻ, cấp lại',
      'Perda e segunda via',
      '掛失與補發',
      'कार्ड हराएको, फेरि जारी',
      'Nawalang card at kapalit',
    ),
    null,
  ],
  [
    local(
      '住民票・印鑑証明',
      '住民票（じゅうみんひょう）',
      'Certificates of residence',
      '住民票、印章证明',
      '주민표·인감증명',
      'Phiếu cư trú, chứng nhận con dấu',
      'Certidão de residência',
      '住民票、印鑑證明',
      'बसोबास प्रमाणपत्र',
      'Sertipiko ng paninirahan',
    ),
    null,
  ],
  [
    local(
      '転入・転出・転居の届出',
      '引っ越し（ひっこし）',
      'Moving in or out',
      '迁入、迁出、搬家',
      '전입·전출 신고',
      'Chuyển đến, chuyển đi',
      'Entrada e saída do município',
      '遷入、遷出、搬家',
      'बसाइँ सराइ',
      'Paglipat ng tirahan',
    ),
    null,
  ],
  [
    local(
      '戸籍の届出・証明',
      '戸籍（こせき）',
      'Family register',
      '户籍',
      '호적',
      'Hộ tịch',
      'Registro de família',
      '戶籍',
      'पारिवारिक दर्ता',
      'Rehistro ng pamilya',
    ),
    null,
  ],
  [
    local(
      '国民健康保険・年金',
      '健康保険（けんこうほけん）',
      'Health insurance and pension',
      '国民健康保险、年金',
      '건강보험·연금',
      'Bảo hiểm y tế, lương hưu',
      'Seguro-saúde e previdência',
      '國民健康保險、年金',
      'स्वास्थ्य बीमा र पेन्सन',
      'Health insurance at pensiyon',
    ),
    null,
  ],
  [
    local(
      '特急発行・乳児のカード',
      '急ぐ カード',
      'Express issue and infants',
      '加急办理、婴儿卡',
      '긴급 발급·영아 카드',
      'Cấp nhanh, thẻ trẻ sơ sinh',
      'Emissão rápida e bebês',
      '快速發卡、嬰兒卡',
      'छिटो जारी, शिशुको कार्ड',
      'Mabilisang pagbigay at sanggol',
    ),
    null,
  ],
  [
    local(
      'ご相談・その他',
      'そうだん',
      'Advice and other matters',
      '咨询及其他',
      '상담·기타',
      'Tư vấn và việc khác',
      'Orientação e outros',
      '諮詢及其他',
      'परामर्श र अन्य',
      'Konsultasyon at iba pa',
    ),
    null,
  ],
];

const at = <T>(items: readonly T[], index: number): T => {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('empty list');
  return item;
};
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const estimates = [
  { p20: 12, p50: 16, p80: 24 },
  { p20: 2, p50: 5, p80: 9 },
  { p20: 0, p50: 1, p80: 3 },
  { p20: 31, p50: 40, p80: 54 },
  { p20: 95, p50: 110, p80: 128 },
] as const;

export const aProcedure = (index: number, over: Partial<ProcedureNow> = {}): ProcedureNow => {
  const [full, short] = at(names, index);
  return {
    id: `procedure-${index + 1}` as ProcedureId,
    letter: at([...letters], index),
    names: full,
    shortNames: short,
    waiting: (index * 7 + 4) % 31,
    estimate: at(estimates, index),
    intake: 'open',
    notice: null,
    ...over,
  };
};

/** A call of ticket "A012" to a booth, `ageMs` before now; `count` is how many times it was called. */
export const aCall = (
  ticket: string,
  booth: number,
  atMs: number,
  over: Partial<WallCall> & { count?: number } = {},
): WallCall => {
  const { count = 1, ...rest } = over;
  return {
    callId: `${ticket}.${count}` as CallId,
    ticket: TicketNumber.parse(ticket),
    booth: BoothNumber.parse(booth),
    boothNames: null,
    procedure: 'procedure-1' as ProcedureId,
    language: 'ja',
    atMs,
    recall: count > 1,
    withdrawn: false,
    over: false,
    ...rest,
  };
};

export type LobbyShape = {
  readonly procedures?: number;
  readonly booths?: number;
  readonly calls?: readonly WallCall[];
  readonly absent?: readonly string[];
  readonly over?: Partial<WallView>;
  readonly nowMs?: number;
};

/** A lobby in full swing; parsed, so that a fixture can never be what the hub would not send. */
export const aLobby = (shape: LobbyShape = {}): WallView => {
  const { procedures = 6, booths = 10, calls = [], absent = [], over = {}, nowMs = Date.now() } = shape;
  const standing = new Map(
    calls.filter((call) => !call.over && !call.withdrawn).map((call) => [call.booth, call.ticket]),
  );
  return WallView.parse({
    site: 'centre' as SiteId,
    names: local(
      '世田谷区マイナンバーカードセンター',
      '世田谷区 マイナンバーカードセンター',
      'Setagaya My Number Card Centre',
      '世田谷区个人编号卡中心',
      '세타가야구 마이넘버카드 센터',
      'Trung tâm thẻ My Number Setagaya',
      'Centro My Number de Setagaya',
      '世田谷區個人編號卡中心',
      'सेतागाया My Number कार्ड केन्द्र',
      'Setagaya My Number Card Center',
    ),
    date: BusinessDate.parse('2026-11-24'),
    version: 1,
    live: true,
    hubs: [],
    phase: 'open',
    nextOpeningMs: null,
    closesAtMs: Math.floor(nowMs / 3_600_000) * 3_600_000 + 7_200_000,
    procedures: Array.from({ length: procedures }, (_, index) => aProcedure(index)),
    calls,
    absent: absent.map((ticket) => ({ ticket, booth: 1 })),
    booths: Array.from({ length: booths }, (_, index) => {
      const booth = BoothNumber.parse(index + 1);
      const state = index % 10 === 7 ? 'paused' : index % 10 === 9 ? 'closed' : 'open';
      return {
        booth,
        names: null,
        state: standing.has(booth) ? 'open' : state,
        ticket: standing.get(booth) ?? null,
      };
    }),
    notices: [
      local(
        '本人確認書類をご用意のうえ、番号札を取ってお待ちください。',
        '本人確認の 書類を 用意して ください。',
        'Please have your identification ready.',
        '请准备好本人身份证件。',
        '신분증을 준비해 주십시오.',
        'Vui lòng chuẩn bị giấy tờ tùy thân.',
        'Tenha em mãos seu documento de identidade.',
        '請備妥身分證件。',
        'कृपया परिचयपत्र तयार राख्नुहोस्।',
        'Ihanda po ang inyong valid ID.',
      ),
    ],
    languages: [...languages],
    sound: { chime: true, speech: true, volume: 1, languages: [...languages] },
    callFreshSeconds: 60,
    ...over,
  });
};

/** `count` calls that end with the newest `newestAgeMs` ago, one each `everyMs`. */
export const someCalls = (count: number, nowMs: number, everyMs = 45_000, newestAgeMs = 60_000): WallCall[] =>
  Array.from({ length: count }, (_, index) =>
    aCall(
      `${at(['A', 'B', 'C', 'D'], index)}${String(12 + index * 3).padStart(3, '0')}`,
      (index % 10) + 1,
      nowMs - newestAgeMs - index * everyMs,
      { over: index >= 10 },
    ),
  );

export const aSiteList = (): SiteList => ({
  voices: [],
  organisation: {
    id: 'setagaya' as SiteList['organisation']['id'],
    names: { ja: '世田谷区', en: 'Setagaya City' },
  },
  sites: [
    {
      id: 'centre' as SiteId,
      names: { ja: 'マイナンバーカードセンター', en: 'My Number Card Centre' },
      kind: 'centre',
      phase: 'open',
      boothNumbers: Array.from({ length: 10 }, (_, index) => BoothNumber.parse(index + 1)),
      printers: [{ id: 'reception-1' as DeviceId, name: '受付プリンター' }],
      walls: [
        { id: 'lobby-1' as DeviceId, name: 'ロビー' },
        { id: 'lobby-2' as DeviceId, name: '待合室' },
      ],
      kiosks: [{ id: 'kiosk-1' as DeviceId, name: '総合受付' }],
    },
    ...(['kitami', 'umegaoka'] as const).map((id, index) => ({
      id: id as SiteId,
      names:
        index === 0
          ? { ja: '喜多見証明書コーナー', en: 'Kitami corner' }
          : { ja: '梅丘証明書コーナー', en: 'Umegaoka corner' },
      kind: 'corner' as const,
      phase: 'open' as const,
      boothNumbers: [BoothNumber.parse(1), BoothNumber.parse(2)],
      printers: [],
      walls: [{ id: `${id}-lobby` as DeviceId, name: 'ロビー' }],
      kiosks: [],
    })),
  ],
});
