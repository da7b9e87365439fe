// Finds the certificate of the hub in the environment: two files that belong together.
import { resolve } from 'node:path';
import { readCertificate, type TlsFiles } from '../ingress/tls/certificate.ts';

type Read =
  | { readonly ok: true; readonly value: TlsFiles | null }
  | { readonly ok: false; readonly problem: string };

const names = { cert: 'JUNBAN_TLS_CERT', key: 'JUNBAN_TLS_KEY' } as const;

/** The files, found to be right now; null: neither is set, and the hub speaks plain HTTP. */
export const readTlsVariables = (cert: string, key: string, workingFolder: string): Read => {
  if (cert === '' && key === '') return { ok: true, value: null };
  if (cert === '' || key === '') {
    const [missing, other] = cert === '' ? [names.cert, names.key] : [names.key, names.cert];
    return { ok: false, problem: `${missing}: must be set beside ${other}; TLS needs certificate and key` };
  }
  const files = { cert: resolve(workingFolder, cert), key: resolve(workingFolder, key) };
  const read = readCertificate(files);
  if (read.ok) return { ok: true, value: files };
  return { ok: false, problem: `${names[read.at]}=${{ cert, key }[read.at]}: ${read.problem}` };
};
