// Certificates for tests, made by openssl: good for localhost and 127.0.0.1, each with a serial number of its own.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type TestCertificate = {
  readonly cert: string;
  readonly key: string;
  /** The certificate itself, for clients that must believe it. */
  readonly ca: Buffer;
};

/** Makes both files in a folder, `{name}.crt` and `{name}.key`. Throws when openssl does not. */
export const makeCertificate = (folder: string, name: string, days = 90): TestCertificate => {
  mkdirSync(folder, { recursive: true });
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  const done = spawnSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
      ...['-days', String(days), '-keyout', key, '-out', cert],
    ],
    { encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(`openssl: ${done.stderr || done.error?.message}`);
  chmodSync(key, 0o600);
  return { cert, key, ca: readFileSync(cert) };
};
