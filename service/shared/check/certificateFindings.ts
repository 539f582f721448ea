import { X509Certificate } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { readCertificate, type CertificateFiles } from '../listening/certificate.ts';
import { fault, warning, type Finding } from './finding.ts';

const DAY = 86_400_000;
/** As the running server begins to tell of it. */
const SOON = 14 * DAY;
const OTHERS = 0o007;

async function openKey(path: string): Promise<readonly Finding[]> {
  const { mode } = await stat(path);
  return process.platform !== 'win32' && (mode & OTHERS) !== 0
    ? [fault('secrets', (t) => t('serverCommand.check.openKey', { path }))]
    : [];
}

/** Looks at a server's certificate and its key. @param host the name that clients know the server by, if it is known. */
export async function certificateFindings(
  files: CertificateFiles,
  host: string | undefined,
  now: Date,
): Promise<readonly Finding[]> {
  const read = await readCertificate(files, now);
  if (!read.ok) return [fault('certificate', read.problem)];
  const { cert, until } = read.value;
  const said = { path: files.cert, host: host ?? '', day: until.toISOString().slice(0, 10) };
  const isForHost = host === undefined || new X509Certificate(cert).checkHost(host) !== undefined;
  return [
    ...(isForHost ? [] : [fault('certificate', (t) => t('serverCommand.check.otherName', said))]),
    ...(until.getTime() - now.getTime() < SOON
      ? [warning('certificate', (t) => t('serverCommand.certificate.soonOver', said))]
      : []),
    ...(await openKey(files.key)),
  ];
}
