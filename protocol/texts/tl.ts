// Filipino
import type { PublicTexts } from './catalogue.ts';
import { countingIn } from './counts.ts';

// The national language's own tag; "tl" is Tagalog, and Intl takes it for the same.
const tag = 'fil';
const { counted, wait } = countingIn(tag);

export const tl: PublicTexts = {
  tag,
  ownName: 'Filipino',
  wall: {
    nowCalling: 'Tinatawag ngayon',
    recentCalls: 'Mga natawag na',
    number: 'Numero',
    booth: 'Window',
    boothShown: (booth) => `Window ${booth}`,
    waitingPeople: counted('{n} ang naghihintay'),
    waitingLabel: 'Naghihintay',
    waitLabel: 'Tinatayang hintay',
    range: wait({ within: 'sa loob ng {n} min', about: 'mga {n} min' }),
    soon: 'malapit na',
    absentTitle: 'Tinawag, wala rito',
    absentHint: 'Magsabi po sa reception',
    intakeStopped: 'Wala munang bagong numero',
    outage: 'May problema ang system: hindi muna nagtatawag',
    outageShort: 'Hindi muna nagtatawag',
    notNow: 'Hindi oras ng serbisyo',
    reservationOnly: 'May appointment lamang',
    closed: 'Sarado ngayong araw',
    ended: 'Tapos na ang serbisyo ngayong araw',
    beforeOpening: 'Hindi pa bukas',
    breakTime: 'Oras ng pahinga',
    lastServing: 'Wala nang numero ngayong araw',
    nextOpening: (when) => `Susunod na pagbubukas: ${when}`,
    closesAt: (time) => `hanggang ${time}`,
    offline: (when) => `Walang koneksyon. Ang nakikita ay mula pa ${when} at maaaring nagbago na.`,
    soundBlocked: 'Walang tunog: pindutin po ang screen',
    pleaseWait: 'Kumuha po ng numero at maghintay',
    procedures: 'Serbisyo',
    booths: 'Mga window',
    notices: 'Paunawa',
    recall: 'Muling tinatawag',
    noBooth: 'Walang bukas na window',
    boothClosed: 'Sarado',
    boothPaused: 'Pahinga',
    resumesAt: (time) => `Magpapatuloy nang ${time}`,
    connecting: 'Kumokonekta',
    unknownSite: 'Hindi nakarehistro ang lugar na ito',
  },
  paper: {
    yourNumber: 'Ang inyong numero',
    issuedAt: (when) => `Ibinigay noong ${when}`,
    ahead: counted({ zero: 'Walang nauuna sa inyo', other: '{n} tao ang nauuna sa inyo' }),
    range: wait({ within: 'Paghihintay: sa loob ng {n} minuto', about: 'Paghihintay: mga {n} minuto' }),
    soon: 'Malapit na po kayong tawagin',
    slot: (time) => `Appointment nang ${time}`,
    scan: 'Tingnan sa telepono kung kailan kayo tatawagin',
    whereToWait: 'Saan maghihintay',
    bring: 'Ihanda po',
    reprint: 'Muling na-print',
    keep: 'Maghintay po hanggang lumabas ang inyong numero',
  },
  speech: {
    call: (letter, digits, booth) => `Numero ${letter} ${digits}, pumunta po sa window ${booth}.`,
  },
};
