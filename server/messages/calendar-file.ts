// A reservation as a calendar file (RFC 5545): one UID for life, changes counted, a cancellation as such, nothing of the person.
import ICAL from 'ical.js';

export type CalendarEntry = {
  /** The reservation's id: the same in every file of it, also after a move to another day or site. */
  readonly uid: string;
  /** Changes so far. A calendar believes the largest. */
  readonly sequence: number;
  readonly cancelled: boolean;
  readonly startAtMs: number;
  readonly endAtMs: number;
  /** When this version of it was made: orders files of one sequence, so it is the event's time, not the sending's. */
  readonly stampMs: number;
  readonly title: string;
  readonly place: string;
  readonly description: string;
  /** The page to see or change it; null: none. */
  readonly url: string | null;
  /** Who sends it: a mailto: or http(s) address of the office; null: nobody is named. */
  readonly organizer: { readonly name: string; readonly address: string } | null;
};

export type CalendarFile = {
  /** As the mail's MIME type must repeat it. */
  readonly method: 'PUBLISH' | 'CANCEL';
  readonly content: string;
};

const japanMs = 9 * 3_600_000;
const zone = 'Asia/Tokyo';

/** Japan has had one offset, and no summer time, since 1952; every reader of calendars takes this rule. */
const japan = (): ICAL.Component => {
  const standard = new ICAL.Component('standard');
  standard.addPropertyWithValue('dtstart', ICAL.Time.fromDateTimeString('1970-01-01T00:00:00'));
  standard.addPropertyWithValue('tzoffsetfrom', ICAL.UtcOffset.fromString('+09:00'));
  standard.addPropertyWithValue('tzoffsetto', ICAL.UtcOffset.fromString('+09:00'));
  standard.addPropertyWithValue('tzname', 'JST');
  const component = new ICAL.Component('vtimezone');
  component.addPropertyWithValue('tzid', zone);
  component.addSubcomponent(standard);
  return component;
};

/** Without milliseconds, which the format has not. */
const utc = (atMs: number): ICAL.Time => ICAL.Time.fromJSDate(new Date(atMs - (atMs % 1_000)), true);

const inJapan = (event: ICAL.Component, name: 'dtstart' | 'dtend', atMs: number): void => {
  const local = new Date(atMs + japanMs).toISOString().slice(0, 19);
  event.addPropertyWithValue(name, ICAL.Time.fromDateTimeString(local)).setParameter('tzid', zone);
};

/**
 * The file. PUBLISH, not REQUEST: a request must name who is invited, and a reservation's file names nobody. Times
 * stand in Japan's zone with its rule beside them, so that Apple's, Google's and Outlook's calendars show the hour
 * that hangs on the office's door.
 */
export const calendarFile = (entry: CalendarEntry): CalendarFile => {
  const method = entry.cancelled ? 'CANCEL' : 'PUBLISH';
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', '-//Junban//Reservations//JA');
  calendar.addPropertyWithValue('version', '2.0');
  calendar.addPropertyWithValue('method', method);
  calendar.addSubcomponent(japan());
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', `${entry.uid}@reservations.junban`);
  event.addPropertyWithValue('sequence', entry.sequence);
  event.addPropertyWithValue('dtstamp', utc(entry.stampMs));
  inJapan(event, 'dtstart', entry.startAtMs);
  inJapan(event, 'dtend', entry.endAtMs);
  event.addPropertyWithValue('status', entry.cancelled ? 'CANCELLED' : 'CONFIRMED');
  event.addPropertyWithValue('summary', entry.title);
  event.addPropertyWithValue('location', entry.place);
  event.addPropertyWithValue('description', entry.description);
  if (entry.url !== null) event.addPropertyWithValue('url', entry.url);
  if (entry.organizer !== null) {
    event.addPropertyWithValue('organizer', entry.organizer.address).setParameter('cn', entry.organizer.name);
  }
  calendar.addSubcomponent(event);
  return { method, content: `${calendar.toString()}\r\n` };
};
