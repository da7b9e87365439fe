// Opens a printer from the text an operator writes: tcp://host:9100, file:/dev/usb/lp0 or cups:NAME.
import type { OpenPrinter } from '../contract.ts';
import { openCups } from './cups.ts';
import { openDevice } from './device-link.ts';
import { drivePrinter } from './driver.ts';
import { epson } from './epson.ts';
import type { OpenLink } from './link.ts';
import { openTcp } from './link.ts';
import { dotsOf, modelNamed, modelNames, models } from './models.ts';
import { star } from './star.ts';

const connectMs = 3000;
const rawPort = 9100;

const linkFor = (spec: string): OpenLink | null => {
  const tcp = /^tcp:\/\/(\[[0-9A-Fa-f:]+\]|[^/:\s]+)(?::(\d{1,5}))?\/?$/.exec(spec);
  if (tcp) {
    const host = (tcp[1] ?? '').replaceAll(/[[\]]/g, '');
    const port = Number(tcp[2] ?? rawPort);
    if (port < 1 || port > 65_535) return null;
    return () => openTcp(host, port, connectMs);
  }
  const device = /^file:(\/.+)$/.exec(spec)?.[1];
  return device === undefined ? null : () => openDevice(device);
};

/** See contract.ts; connects by itself and keeps trying. RangeError on a spec of no known form or a model not known. */
export const openPrinter: OpenPrinter = (spec, { widthMm, dots, model = 'epson', answers, logger }) => {
  const name = modelNamed(model);
  if (name === null)
    throw new RangeError(`printer model "${model}": must be one of ${modelNames.join(', ')}`);
  const dialect = models[name].dialect === 'star' ? star : epson;
  const head = { dialect, dots: dotsOf(name, widthMm, dots) };
  const queue = /^cups:([^\s/#-][^\s/#]*)$/.exec(spec)?.[1];
  if (queue !== undefined) return openCups({ queue, ...head, logger });
  const openLink = linkFor(spec);
  if (!openLink)
    throw new RangeError(`printer "${spec}": must be tcp://host:port, file:/dev/usb/lp0 or cups:NAME`);
  return drivePrinter({ openLink, ...head, maySilent: answers === 'none', logger });
};
