// The certificate and key of the hub, read from their files and found to fit each other.
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

export type TlsFiles = {
  /** PEM: the hub's certificate first, then those between it and the authority. */
  readonly cert: string;
  /** PEM, without a passphrase, not readable by everybody. */
  readonly key: string;
};

export type Certificate = {
  readonly cert: Buffer;
  readonly key: Buffer;
  readonly serial: string;
  /** The names it is good for, as the certificate lists them. */
  readonly names: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
};

export type ReadCertificate =
  | { readonly ok: true; readonly value: Certificate }
  | { readonly ok: false; readonly at: keyof TlsFiles; readonly problem: string };

/** A chain of certificates is small; anything larger is another file. */
const mostBytes = 256 * 1024;

const bad = (at: keyof TlsFiles, problem: string): ReadCertificate => ({ ok: false, at, problem });
const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown error';

const bytesOf = (file: string): Buffer | string => {
  try {
    const stat = statSync(file);
    if (!stat.isFile() || stat.size > mostBytes) return 'must be a PEM file';
    return readFileSync(file);
  } catch (error) {
    return `must be a PEM file that the hub can read (${codeOf(error)})`;
  }
};

/** A file that went away meanwhile is not. */
const openToAll = (file: string): boolean =>
  ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o007) !== 0;

const keyIn = (pem: Buffer): KeyObject | string => {
  try {
    return createPrivateKey(pem);
  } catch {
    // OpenSSL says in other words, version by version, that a passphrase is missing; the file says it in one.
    return pem.includes('ENCRYPTED')
      ? 'must be a key without a passphrase; openssl pkey -in OLD -out NEW takes it off'
      : 'must be a private key in PEM (-----BEGIN PRIVATE KEY-----)';
  }
};

const certificateIn = (pem: Buffer): X509Certificate | null => {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
};

/** Why TLS itself does not take the pair, e.g. a key that is too short; null: it does. */
const refusedByTls = (cert: Buffer, key: Buffer): string | null => {
  try {
    createSecureContext({ cert, key, minVersion: 'TLSv1.2' });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/** Reads both files; a problem says which is wrong and what would be right, and shows nothing of the key. */
export const readCertificate = (files: TlsFiles): ReadCertificate => {
  const cert = bytesOf(files.cert);
  if (typeof cert === 'string') return bad('cert', cert);
  const key = bytesOf(files.key);
  if (typeof key === 'string') return bad('key', key);
  if (openToAll(files.key)) {
    return bad('key', 'must not be open to every user of this machine; correct it with chmod 640');
  }
  const x509 = certificateIn(cert);
  if (x509 === null) return bad('cert', 'must be a certificate in PEM (-----BEGIN CERTIFICATE-----)');
  const privateKey = keyIn(key);
  if (typeof privateKey === 'string') return bad('key', privateKey);
  if (!x509.checkPrivateKey(privateKey)) {
    return bad('key', 'must be the key of the first certificate in JUNBAN_TLS_CERT; it is that of another');
  }
  const refused = refusedByTls(cert, key);
  if (refused !== null) return bad('cert', `must be a certificate that TLS accepts (${refused})`);
  const value: Certificate = {
    cert,
    key,
    serial: x509.serialNumber,
    names: x509.subjectAltName ?? x509.subject.replaceAll('\n', ', '),
    notBeforeMs: Date.parse(x509.validFrom),
    notAfterMs: Date.parse(x509.validTo),
  };
  return { ok: true, value };
};
