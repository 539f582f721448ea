import type { Digest } from './digest.ts';
import type { PoolData } from './poolFile.ts';
import { answer, type SipRequest, type SipResponse } from '../sip/sipMessage.ts';

export interface Authentication {
  /** @returns nothing where the request proves to come from the account; else the answer to give. */
  readonly challenge: (
    request: SipRequest,
    account: string,
    address: string,
  ) => SipResponse | undefined;
}

/** Wrong passwords in a minute, for one account from one address, after which all are refused. */
const MOST_FAILURES = 10;
const MINUTE = 60_000;
const MOST_COUNTED = 10_000;

/** Counts what failed lately; bounded, so that no flood of names fills memory. */
export function createFailures(now: () => number) {
  const failures = new Map<string, number[]>();
  const recent = (key: string) => (failures.get(key) ?? []).filter((at) => now() - at < MINUTE);
  return {
    isTooMany: (key: string) => recent(key).length >= MOST_FAILURES,
    count(key: string): void {
      failures.set(key, [...recent(key), now()]);
      for (const oldest of failures.keys()) {
        if (failures.size <= MOST_COUNTED) break;
        failures.delete(oldest);
      }
    },
  };
}

/** Asks for the account's password: 401 as registrar, 407 as proxy (RFC 3261, section 22). */
export function createAuthentication(ports: {
  readonly digest: Digest;
  readonly data: () => PoolData;
  readonly now: () => number;
}): Authentication {
  const { digest, data } = ports;
  const failures = createFailures(ports.now);
  return {
    challenge(request, account, address) {
      const isRegister = request.method === 'REGISTER';
      const [user = '', realm = ''] = account.split('@');
      const from = `${account} ${address}`;
      if (failures.isTooMany(from)) return answer(request, 503, { 'retry-after': '60' });
      const given = request.headers.get(isRegister ? 'authorization' : 'proxy-authorization');
      const ask = (stale = false) =>
        answer(request, isRegister ? 401 : 407, {
          [isRegister ? 'www-authenticate' : 'proxy-authenticate']: digest.challenge(
            realm,
            'MD5',
            stale,
          ),
        });
      if (given === undefined) return ask();
      const verdict = digest.check(
        given,
        { method: request.method, realm, user },
        data().accounts[account]?.ha1,
      );
      if (verdict === 'granted') return undefined;
      if (verdict === 'malformed') return answer(request, 400);
      if (verdict === 'denied') failures.count(from);
      return ask(verdict === 'stale');
    },
  };
}
