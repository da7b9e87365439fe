// नेपाली
import type { PublicTexts } from './catalogue.ts';
import { countingIn } from './counts.ts';

const tag = 'ne';
const { counted, wait } = countingIn(tag);

export const ne: PublicTexts = {
  tag,
  ownName: 'नेपाली',
  wall: {
    nowCalling: 'अहिले बोलाइएको',
    recentCalls: 'पहिले बोलाइएका',
    number: 'नम्बर',
    booth: 'काउन्टर',
    boothShown: (booth) => `काउन्टर ${booth}`,
    waitingPeople: counted('{n} जना प्रतीक्षामा'),
    waitingLabel: 'प्रतीक्षामा',
    waitLabel: 'अनुमानित समय',
    range: wait({ within: '{n} मिनेटभित्र', about: 'करिब {n} मिनेट' }),
    soon: 'चाँडै',
    absentTitle: 'बोलाउँदा नभेटिएका',
    absentHint: 'कृपया रिसेप्सनमा भन्नुहोस्',
    intakeStopped: 'अहिले नम्बर दिइँदैन',
    outage: 'प्रणालीमा समस्या: बोलाउने काम रोकिएको छ',
    outageShort: 'बोलाउने काम रोकिएको',
    notNow: 'अहिले सेवा समय होइन',
    reservationOnly: 'बुकिङ अनिवार्य',
    closed: 'आज बन्द छ',
    ended: 'आजको सेवा समाप्त भयो',
    beforeOpening: 'अझै खुलेको छैन',
    breakTime: 'विश्राम समय',
    lastServing: 'आज थप नम्बर दिइँदैन',
    nextOpening: (when) => `अर्को खुल्ने समय: ${when}`,
    closesAt: (time) => `${time} सम्म`,
    offline: (when) => `सम्पर्क टुटेको छ। यो ${when} को अवस्था हो, बदलिएको हुन सक्छ।`,
    soundBlocked: 'आवाज बन्द छ: कृपया स्क्रिन छुनुहोस्',
    pleaseWait: 'कृपया नम्बर लिएर पर्खनुहोस्',
    procedures: 'सेवा',
    booths: 'काउन्टरहरू',
    notices: 'सूचना',
    recall: 'फेरि बोलाइँदै',
    noBooth: 'काउन्टर खुलेको छैन',
    boothClosed: 'बन्द',
    boothPaused: 'रोकिएको',
    resumesAt: (time) => `${time} मा फेरि सुरु हुन्छ`,
    connecting: 'जडान हुँदै छ',
    unknownSite: 'यो स्थान दर्ता गरिएको छैन',
  },
  paper: {
    yourNumber: 'तपाईंको नम्बर',
    issuedAt: (when) => `जारी: ${when}`,
    ahead: counted({
      zero: 'तपाईंभन्दा अगाडि कोही हुनुहुन्न',
      other: 'तपाईंभन्दा अगाडि {n} जना हुनुहुन्छ',
    }),
    range: wait({ within: 'पर्खने समय: {n} मिनेटभित्र', about: 'पर्खने समय: करिब {n} मिनेट' }),
    soon: 'तपाईंलाई चाँडै बोलाइनेछ',
    slot: (time) => `बुकिङ ${time}`,
    scan: 'आफ्नो पालो फोनमा हेर्न सकिन्छ',
    whereToWait: 'पर्खने ठाउँ',
    bring: 'कृपया तयार राख्नुहोस्',
    reprint: 'पुनः छापिएको',
    keep: 'कृपया आफ्नो नम्बर नदेखिएसम्म पर्खनुहोस्',
  },
  speech: {
    call: (letter, digits, booth) => `नम्बर ${letter} ${digits}, कृपया काउन्टर नम्बर ${booth} मा आउनुहोस्।`,
  },
};
