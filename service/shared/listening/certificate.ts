import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { codeOf, done, failed, type Outcome } from '../outcome.ts';

/** Paths of a certificate and its private key, in PEM (RFC 7468). */
export interface CertificateFiles {
  /** The server's own certificate first, then those that lead to one that clients trust. */
  readonly cert: string;
  readonly key: string;
}

/** The files' contents. */
export interface CertificatePair {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** A certificate that a server can use now. */
export interface Certificate extends CertificatePair {
  /** The earliest expiry of the chain's certificates. */
  readonly until: Date;
  /** The first host that the server's own certificate names; undefined if it names none. */
  readonly name: string | undefined;
}

type Read<T> = Outcome<T, LocalizedText>;

/** A chain and a key take a few KiB; a much larger file is something else. */
const MOST_BYTES = 1024 * 1024;
const BEGIN = '-----BEGIN CERTIFICATE-----';
const END = '-----END CERTIFICATE-----';

const unreadable = (path: string, why: string) =>
  failed<LocalizedText>((t) => t('serverCommand.certificate.unreadable', { path, why }));

async function readFile(path: string): Promise<Read<Buffer>> {
  try {
    await using file = await open(path);
    const found = await file.stat();
    if (!found.isFile() || found.size > MOST_BYTES) return unreadable(path, 'no PEM');
    return done(await file.readFile());
  } catch (error) {
    return unreadable(path, codeOf(error));
  }
}

/** Reads both files; they need not belong together. */
export async function readPair(files: CertificateFiles): Promise<Read<CertificatePair>> {
  const cert = await readFile(files.cert);
  if (!cert.ok) return cert;
  const key = await readFile(files.key);
  if (!key.ok) return key;
  return done({ cert: cert.value, key: key.value });
}

/** The certificates of a chain, in order. Throws if one of them is not a certificate. */
const chainOf = (pem: string): readonly X509Certificate[] =>
  pem
    .split(BEGIN)
    .slice(1)
    .map((rest) => new X509Certificate(`${BEGIN}${rest.split(END)[0] ?? ''}${END}\n`));

function parseChain(
  path: string,
  pem: Buffer,
): Read<readonly [X509Certificate, ...X509Certificate[]]> {
  try {
    const [own, ...others] = chainOf(pem.toString('latin1'));
    if (own) return done([own, ...others]);
  } catch {
    // It is reported as not a certificate, whatever OpenSSL says of it.
  }
  return failed((t) => t('serverCommand.certificate.none', { path }));
}

function parseKey(path: string, pem: Buffer): Read<KeyObject> {
  try {
    return done(createPrivateKey(pem));
  } catch {
    // The word is in PEM's label (RFC 7468, section 11), or in a header of OpenSSL's older format.
    return pem.includes('ENCRYPTED')
      ? failed((t) => t('serverCommand.certificate.encrypted', { path }))
      : failed((t) => t('serverCommand.certificate.noKey', { path }));
  }
}

const nameOf = ({ subject }: X509Certificate): string => subject.replaceAll('\n', ', ');
/** Never a wildcard; names with odd characters are quoted in Node's `subjectAltName`, and left out. */
const hostOf = ({ subjectAltName = '' }: X509Certificate): string | undefined =>
  subjectAltName
    .split(', ')
    .find((one) => /^DNS:[\w.-]+$/.test(one))
    ?.slice('DNS:'.length);
const told = (date: Date): string => `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function checkTime(path: string, chain: readonly X509Certificate[], now: Date): Read<Date> {
  for (const one of chain) {
    const [from, until] = [one.validFromDate, one.validToDate];
    const said = { path, name: nameOf(one) };
    if (until <= now)
      return failed((t) => t('serverCommand.certificate.over', { ...said, until: told(until) }));
    if (from > now)
      return failed((t) =>
        t('serverCommand.certificate.notYet', { ...said, from: told(from), now: told(now) }),
      );
  }
  return done(new Date(Math.min(...chain.map(({ validToDate }) => validToDate.getTime()))));
}

/** Checks whether a server can use a pair now; the problem says what to do. */
export function checkPair(
  { cert, key }: CertificatePair,
  files: CertificateFiles,
  now: Date,
): Read<Certificate> {
  const chain = parseChain(files.cert, cert);
  if (!chain.ok) return chain;
  const secret = parseKey(files.key, key);
  if (!secret.ok) return secret;
  const [own, ...others] = chain.value;
  if (!own.checkPrivateKey(secret.value))
    return others.some((one) => one.checkPrivateKey(secret.value))
      ? failed((t) => t('serverCommand.certificate.order', { path: files.cert }))
      : failed((t) => t('serverCommand.certificate.otherKey', { ...files }));
  const until = checkTime(files.cert, chain.value, now);
  if (!until.ok) return until;
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    return failed((t) => t('serverCommand.certificate.refused', { ...files, why: codeOf(error) }));
  }
  return done({ cert, key, until: until.value, name: hostOf(own) });
}

/** Reads a certificate that a server can use now; the problem says what to do. */
export async function readCertificate(
  files: CertificateFiles,
  now: Date,
): Promise<Read<Certificate>> {
  const pair = await readPair(files);
  return pair.ok ? checkPair(pair.value, files, now) : pair;
}
