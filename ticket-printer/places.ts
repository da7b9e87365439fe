// What was recorded at each place lies in a folder of its own: an agent that was moved never tells one site what happened at another.
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DeviceId, SiteId } from '../protocol/ids.ts';
import type { KeptElsewhere, Wish } from '../protocol/wire-devices.ts';
import { diskJournal, openJournal } from './journal.ts';
import { readKnowledge } from './knowledge.ts';
import { apply, emptyState, untold } from './state.ts';

export const journalName = 'journal.jsonl';
export const knowledgeName = 'hub.json';
/** No more are told of; nobody moves a printer so often. */
const mostTold = 20;

const folderName = ({ site, device }: Wish): string => `${site}.${device}`;

/** The folder of a place, made when missing. */
export const placeFolder = (data: string, place: Wish): string => {
  const folder = join(data, 'places', folderName(place));
  mkdirSync(folder, { recursive: true });
  return folder;
};

/** Files of before agents had keys lie in the data folder itself: they belong to the place that was configured then. */
export const adoptOldFiles = (data: string, wish: Wish | null): void => {
  const old = join(data, journalName);
  if (!existsSync(old)) return;
  const site = readKnowledge(join(data, knowledgeName))?.site ?? wish?.site;
  if (site === undefined || wish === null)
    throw new Error(
      `${old} was written at a place that is not known: give --site and --device as they were then`,
    );
  const folder = placeFolder(data, { site, device: wish.device });
  // The journal last: while it is here, this is done again after a power cut.
  for (const name of [knowledgeName, journalName])
    if (existsSync(join(data, name))) renameSync(join(data, name), join(folder, name));
};

/** Tickets that other places than this were not told of; they are told when the agent stands there again. */
export const keptElsewhere = (data: string, here: Wish | null): KeptElsewhere[] => {
  const root = join(data, 'places');
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .flatMap((name): KeptElsewhere[] => {
      if (here !== null && name === folderName(here)) return [];
      const [site, device] = name.split('.');
      const place = { site: SiteId.safeParse(site).data, device: DeviceId.safeParse(device).data };
      if (place.site === undefined || place.device === undefined) return [];
      const state = emptyState();
      for (const record of openJournal(diskJournal(join(root, name, journalName))).records)
        apply(state, record);
      const count = untold(state).length;
      return count === 0 ? [] : [{ site: place.site, device: place.device, untold: count }];
    })
    .slice(0, mostTold);
};
