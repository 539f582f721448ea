import { deviceHeader } from '../../../contract/destinations.ts';
import { askAs } from './askAs.ts';
import { register } from './dialog.ts';
import { createRawPhone } from './phone.ts';
import type { TestPool } from './startPool.ts';

/** Who tries a password, and from where. */
export interface Guess {
  readonly account: string;
  readonly password: string;
  /** As a proxy states it. */
  readonly address: string;
  /** An instance ID, as `urn:uuid:…`. */
  readonly device?: string;
}

export interface Reply {
  readonly status: number;
  /** Seconds; undefined if there is none. */
  readonly retryAfter: number | undefined;
}

export const from = (address: string) => ({ 'x-forwarded-for': address });

const secondsIn = (text: string | null | undefined): number | undefined =>
  text == null ? undefined : Number(text);

async function byHttp(pool: TestPool, { account, password, address, device }: Guess) {
  const named: Record<string, string> = device === undefined ? {} : { [deviceHeader]: device };
  const url = `${pool.url}/v1/provisioning?account=${account}`;
  const response = await askAs(account.toLowerCase(), password, url, {
    headers: { ...from(address), ...named },
  });
  return { status: response.status, retryAfter: secondsIn(response.headers.get('retry-after')) };
}

/** On a connection of its own. */
async function bySip(pool: TestPool, { account, password, address, device }: Guess) {
  const phone = await createRawPhone(pool.wsUrl, from(address));
  const instance = device === undefined ? '' : `;+sip.instance="<${device}>"`;
  const user = account.split('@')[0] ?? '';
  const answer = await register(phone, account, password, [
    `Contact: <sip:x@${user}.invalid;transport=ws>${instance}`,
  ]);
  phone.socket.terminate();
  return {
    status: Number(answer.split(' ')[1]),
    retryAfter: secondsIn(/^retry-after: *(\d+)/im.exec(answer)?.[1]),
  };
}

/** The two roads by which passwords come. */
export const roads = { http: byHttp, sip: bySip } satisfies Record<
  string,
  (pool: TestPool, guess: Guess) => Promise<Reply>
>;
export type Road = keyof typeof roads;

/** What each answers somebody who must wait. */
export const limited = { http: 429, sip: 503 } as const;
