import type { WebContents } from 'electron';
import type { Handlers } from '../../contract/ipc.ts';
import type { PoolOutcome } from '../../contract/poolCalls.ts';
import type { AskDomain } from '../adapters/network/poolDiscovery.ts';
import type { PoolKeeper } from '../compose/poolKeeper.ts';
import type { SessionKeeper } from '../compose/sessionKeeper.ts';
import { parsePoolUrl, type PoolAddress } from '../core/consent/serverAddress.ts';
import { parseTypedPool } from '../core/account/typedPool.ts';
import type { Log } from '../core/ports/system.ts';
import type { ConfirmPool } from '../shell/confirmPool.ts';

/**
 * What the sign-in page asks about the pool. A page's word alone sets none: the person agrees in a message box that
 * names it.
 */
export function createPoolHandlers({
  pools,
  sessions,
  askDomain,
  confirm,
  log,
}: {
  readonly pools: PoolKeeper;
  readonly sessions: Pick<SessionKeeper, 'session' | 'propose'>;
  readonly askDomain: AskDomain;
  readonly confirm: ConfirmPool;
  readonly log: Log;
}) {
  const assertSettable = () => {
    const { by } = pools.naming();
    if (sessions.session() || by === 'policy' || by === 'start')
      throw new Error('which pool it is, is not the person’s to say now');
  };

  const offer = async (
    pool: PoolAddress,
    account: string | null,
    domain: string | null,
    sender: WebContents,
  ): Promise<PoolOutcome> => {
    const location = pools.refusedBy(pool);
    if (location !== undefined) return { kind: 'refused', address: pool.http.href, location };
    if (!(await confirm(sender, pool, domain))) return { kind: 'declined' };
    // Meanwhile policy may have set one, or somebody have signed in.
    assertSettable();
    if (account !== null) sessions.propose(account);
    pools.set(pool);
    return { kind: 'used' };
  };

  return {
    async findPool({ account }, sender) {
      assertSettable();
      const domain = account.slice(account.lastIndexOf('@') + 1);
      const said = await askDomain(domain);
      // The domain stays out of the log, whose end is part of error reports.
      log.info(`pool: looked for by the account’s domain: ${said.ok ? 'found' : said.problem}`);
      if (!said.ok)
        return {
          kind: 'notFound',
          domain,
          problem: said.problem,
          detail: said.status === undefined ? '' : String(said.status),
        };
      const pool = parsePoolUrl(said.value);
      // Nobody else's word makes a person talk unencrypted, not even to this device itself.
      if (!pool.ok || pool.value.http.protocol !== 'https:')
        return { kind: 'notFound', domain, problem: 'address', detail: said.value };
      return offer(pool.value, account, domain, sender);
    },
    async usePool({ address, account }, sender) {
      assertSettable();
      const pool = parseTypedPool(address);
      if (!pool.ok) return { kind: 'mistyped', problem: pool.problem };
      return offer(pool.value, account, null, sender);
    },
  } satisfies Partial<Handlers<WebContents>>;
}
