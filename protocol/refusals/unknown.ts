// Refusals of what is named and is not there.
import type { Entry } from './entry.ts';

export const unknownRefusals = {
  unknownSite: {
    status: 404,
    when: 'The site is not in the settings.',
    en: (p) => `There is no site “${p.site}”. Known: ${p.known}.`,
    ja: (p) => `拠点「${p.site}」はありません。登録済み：${p.known}`,
  },
  unknownProcedure: {
    status: 404,
    when: 'The procedure is not offered at the site.',
    en: (p) => `There is no procedure “${p.procedure}” at this site. Known: ${p.known}.`,
    ja: (p) => `この拠点に手続き「${p.procedure}」はありません。登録済み：${p.known}`,
  },
  unknownBooth: {
    status: 404,
    when: 'The booth is not in the settings of the site.',
    en: (p) => `There is no booth ${p.booth} at this site. Known: ${p.known}.`,
    ja: (p) => `この拠点に${p.booth}番窓口はありません。登録済み：${p.known}`,
  },
  unknownTicket: {
    status: 404,
    when: 'The number was not issued on this business day.',
    en: (p) =>
      `Number ${p.ticket} was not issued today. Check the paper ticket, or enter it as written by hand.`,
    ja: (p) =>
      `番号 ${p.ticket} は本日発行されていません。番号札を確認するか、手書き番号として登録してください。`,
  },
  unknownStaff: {
    status: 404,
    when: 'There is no account of that id.',
    en: (p) => `There is no staff member “${p.staff}”. An administrator makes accounts.`,
    ja: (p) => `担当者「${p.staff}」は登録されていません。アカウントは管理者が登録します。`,
  },
  unknownMark: {
    status: 404,
    when: 'The priority mark is not in the settings.',
    en: (p) => `There is no priority mark “${p.mark}”. Known: ${p.known}.`,
    ja: (p) => `優先区分「${p.mark}」はありません。登録済み：${p.known}`,
  },
  unknownJob: {
    status: 404,
    when: 'A print is confirmed that nobody asked this device for.',
    en: (p) => `No print ${p.job} was asked of this device. Ask for a reprint at reception.`,
    ja: (p) => `印刷 ${p.job} はこの機器に依頼されていません。受付で再発行してください。`,
  },
  unknownPrinter: {
    status: 404,
    when: 'The printer named is not in the settings of the site.',
    en: (p) => `There is no printer “${p.device}” at this site. Known: ${p.known}.`,
    ja: (p) => `この拠点にプリンター「${p.device}」はありません。登録済み：${p.known}`,
  },
} as const satisfies Record<string, Entry>;
