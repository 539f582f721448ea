import { deviceOf } from '../sip/contacts.ts';
import type { Connection } from '../sip/connection.ts';
import type { Digest } from './digest.ts';
import type { Guesses } from './guesses.ts';
import type { PoolData } from './poolData.ts';
import { answer, type SipRequest, type SipResponse } from '../sip/sipMessage.ts';

export interface Authentication {
  /** @returns undefined if the request proves to come from the account; otherwise the answer to give. */
  readonly challenge: (
    request: SipRequest,
    account: string,
    connection: Pick<Connection, 'address' | 'accounts'>,
  ) => SipResponse | undefined;
}

/** Asks for the account's password: 401 as registrar, 407 as proxy (RFC 3261, section 22). */
export function createAuthentication(ports: {
  readonly digest: Digest;
  readonly data: () => PoolData;
  readonly guesses: Guesses;
}): Authentication {
  const { digest, data, guesses } = ports;
  return {
    challenge(request, account, { address, accounts }) {
      const isRegister = request.method === 'REGISTER';
      const [user = '', realm = ''] = account.split('@');
      const attempt = {
        account,
        address,
        device: deviceOf(request),
        isProved: accounts.has(account),
      };
      const waitMs = guesses.waitMs(attempt);
      if (waitMs > 0) {
        const seconds = String(Math.ceil(waitMs / 1000));
        return answer(request, 503, { 'retry-after': seconds }, 'Too many wrong passwords');
      }
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
      if (verdict === 'granted') {
        guesses.noteProved(attempt);
        return undefined;
      }
      if (verdict === 'malformed') return answer(request, 400);
      if (verdict === 'denied') guesses.noteWrong(attempt);
      return ask(verdict === 'stale');
    },
  };
}
