// Ang pahina sa telepono (Filipino)
import { countingIn } from '../counts.ts';
import { tl } from '../tl.ts';
import type { PhoneTexts } from './catalogue.ts';

const { counted } = countingIn(tl.tag);

export const phone: PhoneTexts = {
  tag: tl.tag,
  yourNumber: 'Ang inyong numero',
  states: {
    waiting: 'Maghintay po',
    called: 'Tinatawag na po kayo',
    serving: 'Inaasikaso na po kayo',
    absent: 'Tinawag kayo pero wala rito',
    held: 'Itutuloy po ito maya-maya. Maghintay po',
    finished: 'Tapos na po. Salamat',
    cancelled: 'Wala nang bisa ang numerong ito',
  },
  called: (booth) => `Tinatawag: ${booth}`,
  comeTo: 'Pumunta na po ngayon',
  booth: tl.wall.boothShown,
  ahead: counted({ zero: 'Kayo na po ang susunod', other: '{n} tao ang nauuna sa inyo' }),
  waitLabel: tl.wall.waitLabel,
  range: tl.wall.range,
  soon: tl.wall.soon,
  noEstimate: 'Hindi pa matantiya ngayon',
  slot: (time) => `Appointment nang ${time}`,
  moved: 'Itutuloy ito sa susunod na serbisyo. Hindi nagbabago ang inyong numero.',
  absentByPhone: (minutes) =>
    `Pagbalik ninyo, pindutin po ang button sa ibaba. Ang puwesto ninyo ay gaya ng dumating ${minutes} minuto bago iyon.`,
  absentAtDesk: 'Pagbalik ninyo, magsabi po sa reception.',
  left: 'Umalis na kayo sa pila. Para pumila ulit, kumuha po ng bagong numero.',
  dayEndedCalled:
    'Tapos na ang serbisyo ngayong araw. Kung hindi pa tapos ang inyong transaksiyon, magtanong po sa reception. Hindi na magagamit ang numerong ito.',
  dayEnded:
    'Tapos na ang serbisyo ngayong araw at hindi namin kayo natawag. Paumanhin po. Wala nang bisa ang numerong ito; bumalik po sa ibang araw at kumuha ng bago.',
  cancelled: 'Kinansela ito. Kung hindi ninyo alam ang dahilan, magtanong po sa reception.',
  outage: 'May problema ang pambansang system kaya hindi muna nagtatawag. Hindi mawawala ang inyong puwesto.',
  intakeStopped: 'Wala munang bagong numero. May bisa pa rin ang sa inyo.',
  beforeOpening: (time) => `Magbubukas nang ${time}.`,
  afterClosing: 'Wala nang bagong numero ngayong araw, pero tatawagin pa rin ang lahat ng may numero.',
  nextOpening: tl.wall.nextOpening,
  ready: 'Ihanda po',
  whereToWait: 'Saan maghihintay',
  live: (time) => `Lagay nang ${time} · kusang nag-a-update`,
  connecting: 'Kumokonekta',
  offline: (when) => `Walang koneksyon. Ang nakikita ay mula pa ${when} at maaaring nagbago na.`,
  offlineNever: 'Walang koneksyon.',
  offlineHint: 'Kusang kumokonekta muli. Sa bulwagan, tingnan po ang mga screen.',
  notFound: 'Hindi makita ang numerong ito. May bisa lamang ito sa araw na ibinigay.',
  otherDay: (date) => `Ang numerong ito ay para sa ${date}. Wala na itong bisa.`,
  sound: {
    turnOn: 'Ipaalam sa akin nang may tunog',
    on: 'Bukas ang tunog',
    blocked: 'Huminto ang tunog. Pindutin po ulit',
    turnOff: 'Patayin ang tunog',
    keepOpen:
      'Panatilihing bukas ang pahinang ito at lakasan ang volume. Hindi tutunog kapag naka-lock ang telepono.',
    awake: 'Hindi mamamatay ang screen.',
    notAwake: 'Maaaring mamatay nang kusa ang screen ng teleponong ito. I-set po na manatiling bukas.',
    noVibration: 'Hindi makapag-vibrate ang teleponong ito mula sa isang pahina.',
  },
  push: {
    turnOn: 'Ipaalam kahit naka-lock ang telepono',
    on: 'Ipapaalam ang tawag kahit naka-lock ang telepono',
    denied: 'Hindi pinapayagan ang notification. Tingnan po ang settings ng telepono.',
    failed: 'Hindi naayos ang notification. Panatilihin pong bukas ang pahinang ito.',
  },
  out: {
    open: 'Lalabas muna ako',
    title: 'Kailan kayo babalik?',
    explain:
      'Hindi kayo tatawagin hanggang noon at hindi mawawala ang puwesto. Kung hindi pa kayo nakabalik, ituturing kayong wala.',
    minutes: (count) => `${count} min`,
    until: (time) => `Nasa labas hanggang ${time}`,
    untilHint: 'Hindi mawawala ang puwesto at hindi kayo tatawagin bago ang oras na ito.',
    longer: 'Baguhin ang oras',
  },
  back: 'Nakabalik na ako',
  leave: {
    open: 'Umalis sa pila',
    title: 'Aalis na ba kayo sa pila?',
    explain:
      'Mawawala ang inyong puwesto at hindi na ito maibabalik. Kakailanganin ng bagong numero para pumila ulit.',
    yes: 'Umalis',
  },
  cancel: 'Bumalik',
  sending: 'Ipinapadala',
  unsent: 'Naputol ang koneksyon, kaya hindi alam kung naipadala. Tingnan po rito pagbalik ng koneksyon.',
  refused: 'Hindi ito magagawa ngayon. Magsabi po sa reception.',
  done: {
    leaveQueue: 'Umalis na kayo sa pila',
    stepOut: 'Naitala: nasa labas kayo',
    comeBack: 'Naitala: nakabalik na kayo',
  },
  language: 'Wika',
  renewed: (time) => `Lagay nang ${time} (ina-update tuwing 20 segundo)`,
};
