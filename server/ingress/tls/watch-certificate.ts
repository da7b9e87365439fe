// Takes a new certificate when its files change, keeps the old one when the new is wrong, and warns before it ends.
import { statSync } from 'node:fs';
import type { Logger } from 'pino';
import { Gauge, type Registry } from 'prom-client';
import { type Certificate, readCertificate, type TlsFiles } from './certificate.ts';

const dayMs = 86_400_000;
/** How often the files are looked at, ms: by their state, so that links swapped anywhere on the way are seen on any disk. */
const lookEveryMs = 3_000;

/** Changes whenever the file, or what a link on the way leads to, does. */
const stateOf = (file: string): string => {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? 'gone' : [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
};

type Parts = {
  readonly files: TlsFiles;
  readonly first: Certificate;
  /** New connections get it; those that are open go on. */
  readonly use: (certificate: Certificate) => void;
  readonly logger: Logger;
  readonly registry: Registry;
  readonly nowMs: () => number;
  readonly everyMs?: number;
};

/** Says how long it is still good, when that is not long. */
export const warnOfEnd = (certificate: Certificate, nowMs: number, logger: Logger): void => {
  const { notAfterMs, notBeforeMs, serial } = certificate;
  const days = Math.floor((notAfterMs - nowMs) / dayMs);
  const facts = { serial, until: new Date(notAfterMs).toISOString() };
  if (nowMs < notBeforeMs) logger.error(facts, 'the TLS certificate is not good yet; browsers refuse it');
  else if (nowMs >= notAfterMs) logger.error(facts, 'the TLS certificate has expired; browsers refuse it');
  else if (days < 7) logger.error({ ...facts, days }, 'the TLS certificate ends within 7 days');
  else if (days < 30) logger.warn({ ...facts, days }, 'the TLS certificate ends within 30 days');
};

/** Starts to watch; returns how to stop. */
export const watchCertificate = (parts: Parts): (() => void) => {
  const { files, use, logger, nowMs, everyMs = lookEveryMs } = parts;
  let current = parts.first;
  new Gauge({
    name: 'junban_tls_certificate_ends_seconds',
    help: 'When the TLS certificate ends, in seconds since 1970',
    registers: [parts.registry],
    collect() {
      this.set(current.notAfterMs / 1_000);
    },
  });
  const tell = (): void => warnOfEnd(current, nowMs(), logger);

  const load = (): void => {
    const read = readCertificate(files);
    if (!read.ok) {
      const reason = `${files[read.at]}: ${read.problem}`;
      logger.error({ reason, serial: current.serial }, 'the new TLS certificate is wrong; the old one stays');
      return;
    }
    const { serial, names, notAfterMs } = read.value;
    if (read.value.cert.equals(current.cert) && read.value.key.equals(current.key)) return;
    use(read.value);
    current = read.value;
    logger.info({ serial, names, until: new Date(notAfterMs).toISOString() }, 'new TLS certificate');
    tell();
  };
  let loaded = '';
  let seen = '';
  /** Certificate and key are written one after the other: they are read when nothing has changed for one look. */
  const look = (): void => {
    let now: string;
    try {
      now = [files.cert, files.key].map(stateOf).join('; ');
    } catch (error) {
      now = (error as NodeJS.ErrnoException).code ?? 'cannot be looked at';
    }
    if (now === seen && now !== loaded) {
      loaded = now;
      load();
    }
    seen = now;
  };

  tell();
  const looks = setInterval(look, everyMs);
  const daily = setInterval(tell, dayMs);
  for (const timer of [looks, daily]) timer.unref();
  return () => {
    clearInterval(looks);
    clearInterval(daily);
  };
};
