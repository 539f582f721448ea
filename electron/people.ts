import { safeStorage } from 'electron';
import type { Session } from '../contract/conversations.ts';
import { systemClock } from './adapters/clock.ts';
import { openCredentials } from './adapters/credentials.ts';
import { sha256, systemRandom } from './adapters/crypto.ts';
import { openOrganisationWords } from './adapters/organisationWords.ts';
import { createPasswordLock } from './adapters/passwordLock.ts';
import { createProvisioning, type Provisioning } from './adapters/provisioning.ts';
import { openPasswordVerifiers } from './adapters/passwordVerifiers.ts';
import { proveBySip } from './adapters/sipProof.ts';
import type { PoolAddress } from './commandLine.ts';
import { createAccountProof } from './core/accountProof.ts';
import { hashAccount } from './core/identity.ts';
import { createOrganisationKeeper, type OrganisationKeeper } from './core/organisation.ts';
import type { Log } from './core/ports.ts';
import { setAsideTo, type Warn } from './core/warnings.ts';
import { createSessionKeeper, type SessionKeeper } from './session.ts';

/** Who uses Candor here, by which pool, and what their organisation says. */
export interface People {
  /** The pool as of now; nothing where none is configured. */
  readonly pool: () => PoolAddress | undefined;
  readonly sessions: SessionKeeper;
  readonly organisations: OrganisationKeeper;
  readonly provisioning: Provisioning;
}

export function openPeople(parts: {
  folder: string;
  pool: () => PoolAddress | undefined;
  userAgent: string;
  log: Log;
  warn: Warn;
}): People {
  const { folder, pool, warn } = parts;
  const onSetAside = setAsideTo(warn, 'fileSetAside');
  const now = systemClock.now();
  const pseudonymOf = (account: string) => hashAccount(account, sha256);
  const provisioning = createProvisioning(() => pool()?.http, parts.userAgent);
  const organisations = createOrganisationKeeper({
    ask: provisioning.ask,
    pool: () => pool()?.http.host ?? '',
    store: openOrganisationWords(folder, now, pseudonymOf, onSetAside),
    clock: systemClock,
    random: systemRandom,
    log: parts.log,
  });
  const credentials = openCredentials(
    folder,
    now,
    createPasswordLock(safeStorage, process.platform),
    onSetAside,
  );
  const proof = createAccountProof({
    async askSip(account, password) {
      const sip = pool()?.sip;
      return sip ? proveBySip(sip, { account, password }) : 'unknown';
    },
    verifiers: openPasswordVerifiers(folder, now, pseudonymOf, onSetAside),
  });
  const sessions = createSessionKeeper({ ...parts, credentials, organisations, proof });
  return { pool, sessions, organisations, provisioning };
}

/** What names the person who is signed in, to be taken out wherever it occurs. */
export function personOf(session: Session | null): readonly string[] {
  if (!session) return [];
  const { account, displayName } = session;
  return [account.split('@')[0] ?? '', ...(displayName === null ? [] : [displayName])];
}
