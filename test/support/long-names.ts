// Settings of an office whose names are as long as offices' names get: twelve procedures, booths of two digits, every language.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Language, LocalText } from '../../protocol/ids.ts';
import { reachedFrom } from './reached-from.ts';

const long: Readonly<Record<Language, string>> = {
  ja: '国民健康保険・後期高齢者医療制度への加入・脱退の届出',
  'ja-easy': '健康保険（けんこうほけん）に はいる・やめる ときの とどけ',
  en: 'Joining or leaving national health insurance',
  'zh-Hans': '国民健康保险及高龄者医疗制度的加入与退出手续申报办理',
  'zh-Hant': '國民健康保險及高齡者醫療制度之加入與退出手續申報辦理',
  ko: '국민건강보험 및 후기고령자 의료제도 가입·탈퇴 신고',
  vi: 'Thủ tục tham gia hoặc ngừng bảo hiểm y tế quốc dân',
  pt: 'Entrada e saída do seguro nacional de saúde',
  ne: 'राष्ट्रिय स्वास्थ्य बीमामा प्रवेश वा बाहिरिने निवेदन',
  tl: 'Pagsali o pag-alis sa national health insurance',
};

/** A name of 24 characters and more in every language, told apart by its number. */
export const longName = (index: number): LocalText =>
  Object.fromEntries(
    Object.entries(long).map(([language, text]) => [language, `${index + 1} ${text}`]),
  ) as LocalText;

/** Writes the settings into a folder of their own; `remove` takes it away. */
export const writeLongNames = async (): Promise<{
  readonly file: string;
  readonly remove: () => Promise<void>;
}> => {
  const demo = parse(await readFile(resolve(import.meta.dirname, '../../examples/demo.yaml'), 'utf8'));
  const procedures = Array.from({ length: 12 }, (_, index) => ({
    id: `procedure-${index + 1}`,
    letter: String.fromCharCode(65 + index),
    names: longName(index),
    bring: longName(index),
    ready: [longName(index), longName(index + 1)],
    plannedMinutes: 10,
  }));
  const served = procedures.map(({ id }) => ({ procedure: id }));
  const [centre] = demo.sites;
  const site = {
    ...centre,
    procedures: served,
    booths: Array.from({ length: 12 }, (_, index) => ({ number: index + 9, procedures: served })),
    reservations: {
      groups: [{ id: 'all', names: longName(2), procedures: procedures.map(({ id }) => id) }],
      staffingPlan: [{ from: '00:00', to: '24:00', booths: 2 }],
    },
    // The demo's call pad stands at a booth that there is not here.
    printers: centre.printers.map((printer: object) => ({ ...printer, booths: [] })),
    notices: [longName(0)],
  };
  // A second place, so that what happens there leaves the walls and consoles of the first alone.
  const annex = { ...site, id: 'annex', names: longName(1), walls: [], printers: [], kiosks: [] };
  const reservations = reachedFrom(demo.reservations, [site.id, annex.id]);
  const settings = { ...demo, procedures, reservations, sites: [site, annex] };
  const folder = await mkdtemp(join(tmpdir(), 'junban-long-names-'));
  const file = join(folder, 'settings.yaml');
  await writeFile(file, stringify(settings));
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
};
