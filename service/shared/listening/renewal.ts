import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:tls';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import type { Log, Outcome } from '../outcome.ts';
import {
  checkPair,
  readPair,
  type Certificate,
  type CertificateFiles,
  type CertificatePair,
} from './certificate.ts';
import { secureContext } from './httpServer.ts';

/** Milliseconds. Polling notices every way in which files can change: replaced, rewritten, or behind links. */
const LOOK_MS = 2_000;
const DAY_MS = 86_400_000;
/** Days before a certificate's expiry from which the log warns of it, once a day. */
const SOON_DAYS = 14;
export const SOON_MS = SOON_DAYS * DAY_MS;

/** What a server presents to its clients. */
export interface ServerCertificate {
  readonly until: Date;
  /** Whether the files hold another one by now that can't be used. */
  readonly isRenewalRefused: boolean;
}

export interface FollowedCertificate {
  readonly used: () => ServerCertificate;
  readonly end: () => void;
}

interface Ports {
  readonly files: CertificateFiles;
  /** What the server uses now. */
  readonly certificate: Certificate;
  readonly now: () => Date;
  readonly log: Log;
}

const isSame = (one: CertificatePair, other: CertificatePair): boolean =>
  one.cert.equals(other.cert) && one.key.equals(other.key);

/** Says once a day that a certificate is about to expire. */
function createReminder({ files, now, log }: Pick<Ports, 'files' | 'now' | 'log'>) {
  let lastSaid = '';
  return ({ until }: Certificate): void => {
    const [today, left] = [now().toISOString().slice(0, 10), until.getTime() - now().getTime()];
    if (left > SOON_MS || today === lastSaid) return;
    lastSaid = today;
    const day = until.toISOString().slice(0, 10);
    log((t) => t('serverCommand.certificate.soonOver', { path: files.cert, day }));
  };
}

/**
 * Reports a problem once it has persisted for two checks in a row: a file that is being written is complete at the next
 * one.
 */
function createComplaint(log: Log) {
  let [last, isSaid] = ['', false];
  return {
    report(key: string, problem: LocalizedText): void {
      if (key !== last) [last, isSaid] = [key, false];
      else if (!isSaid) {
        isSaid = true;
        log((t) => t('serverCommand.certificate.kept', { problem: problem(t) }));
      }
    },
    reset(): void {
      [last, isSaid] = ['', false];
    },
    isSaid: () => isSaid,
  };
}

/**
 * Makes a server use a new certificate for new connections once the files contain one that fits its key; until then it
 * keeps using the previous one, and the log says why. Existing connections are not affected.
 */
export function followCertificate(server: Server, ports: Ports): FollowedCertificate {
  const { files, now, log } = ports;
  let used = ports.certificate;
  const remind = createReminder(ports);
  const complaint = createComplaint(log);

  async function read(): Promise<Outcome<Certificate, LocalizedText> & { readonly key: string }> {
    const pair = await readPair(files);
    if (!pair.ok) return { ...pair, key: 'unreadable' };
    const { cert, key } = pair.value;
    if (isSame(pair.value, used)) return { ok: true, value: used, key: '' };
    return { ...checkPair(pair.value, files, now()), key: `${cert.toString()}${key.toString()}` };
  }

  async function look(): Promise<void> {
    const found = await read();
    if (found.ok) complaint.reset();
    else complaint.report(found.key, found.problem);
    if (found.ok && found.value !== used && server instanceof TlsServer) {
      used = found.value;
      server.setSecureContext(secureContext(used));
      const day = used.until.toISOString().slice(0, 10);
      log((t) => t('serverCommand.certificate.renewed', { path: files.cert, day }));
    }
    remind(used);
  }

  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => {
      isLooking = false;
    });
  }, LOOK_MS).unref();
  remind(used);
  return {
    used: () => ({ until: used.until, isRenewalRefused: complaint.isSaid() }),
    end: () => {
      clearInterval(timer);
    },
  };
}
