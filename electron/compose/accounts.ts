import { safeStorage } from 'electron';
import { systemClock } from '../adapters/system/clock.ts';
import { openCredentials } from '../adapters/account/credentials.ts';
import { sha256, systemRandom } from '../adapters/system/crypto.ts';
import { openOrganisationWords } from '../adapters/account/organisationWords.ts';
import { createPasswordLock } from '../adapters/account/passwordLock.ts';
import { createProvisioning, type Provisioning } from '../adapters/network/provisioning.ts';
import { openPasswordVerifiers } from '../adapters/account/passwordVerifiers.ts';
import { proveBySip } from '../adapters/network/sipProof.ts';
import type { PoolAddress } from '../core/consent/serverAddress.ts';
import { createAccountProof } from '../core/account/accountProof.ts';
import { createDeviceAt, type DeviceAt } from '../core/account/deviceInstance.ts';
import { hashAccount } from '../core/records/identity.ts';
import { createColleagues, type Colleagues } from '../core/account/colleagues.ts';
import { createOrganisationKeeper, type OrganisationKeeper } from '../core/account/organisation.ts';
import type { Log } from '../core/ports/system.ts';
import { setAsideTo, type Warn } from '../core/telemetry/warnings.ts';
import { personOf } from '../core/account/personOf.ts';
import { createSessionKeeper, type SessionKeeper } from './sessionKeeper.ts';

/** Who uses Candor here, by which pool, and what their organisation says. */
export interface Accounts {
  /** The current pool; undefined if none is configured. */
  readonly pool: () => PoolAddress | undefined;
  readonly sessions: SessionKeeper;
  readonly organisations: OrganisationKeeper;
  readonly colleagues: Colleagues;
  /** The names of whoever is signed in and of their contacts, which no record may contain. */
  readonly names: () => readonly string[];
  readonly onNamesChange: (listener: () => void) => void;
  readonly provisioning: Provisioning;
  readonly deviceAt: DeviceAt;
}

export function openAccounts(parts: {
  folder: string;
  pool: () => PoolAddress | undefined;
  userAgent: string;
  log: Log;
  warn: Warn;
}): Accounts {
  const { folder, pool, warn } = parts;
  const onSetAside = setAsideTo(warn, 'fileSetAside');
  const now = systemClock.now();
  const pseudonymOf = (account: string) => hashAccount(account, sha256);
  const credentials = openCredentials(
    folder,
    now,
    createPasswordLock(safeStorage, process.platform),
    onSetAside,
  );
  const deviceAt = createDeviceAt(credentials.deviceSecret, sha256);
  const provisioning = createProvisioning(() => pool()?.http, parts.userAgent, deviceAt);
  const colleagues = createColleagues({ ask: provisioning.askPeople, log: parts.log });
  const organisations = createOrganisationKeeper({
    ask: provisioning.ask,
    colleagues,
    pool: () => pool()?.http.host ?? '',
    store: openOrganisationWords(folder, now, pseudonymOf, onSetAside),
    clock: systemClock,
    random: systemRandom,
    log: parts.log,
  });
  const proof = createAccountProof({
    async askSip(account, password) {
      const sip = pool()?.sip;
      return sip ? proveBySip(sip, { account, password }) : 'unknown';
    },
    verifiers: openPasswordVerifiers(folder, now, pseudonymOf, onSetAside),
  });
  const sessions = createSessionKeeper({ ...parts, credentials, organisations, proof });
  return {
    pool,
    sessions,
    organisations,
    colleagues,
    names: () => personOf(sessions.session(), sessions.contacts(), colleagues.all()),
    onNamesChange(listener) {
      sessions.onChange(listener);
      colleagues.onChange(listener);
    },
    provisioning,
    deviceAt,
  };
}
