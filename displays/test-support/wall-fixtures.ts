// Made-up lobbies for screen tests: any number of procedures, booths and calls, in every language.
import type { CallId, DeviceId, ProcedureId, SiteId } from '../../protocol/ids.ts';
import { BoothNumber, BusinessDate, languages, TicketNumber } from '../../protocol/ids.ts';
import { type ProcedureNow, type WallCall, WallView } from '../../protocol/views.ts';
import type { SiteList } from '../../protocol/wire.ts';
import { local, procedureNames } from './procedure-names.ts';

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
  const [full, short] = at(procedureNames, index);
  return {
    id: `procedure-${index + 1}` as ProcedureId,
    letter: at([...letters], index),
    names: full,
    shortNames: short,
    waiting: (index * 7 + 4) % 31,
    estimate: at(estimates, index),
    intake: 'open',
    numbersLeft: null,
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
