import { rmSync } from 'node:fs';
import { startPool } from '../testing/startPool.ts';

/** A SIP server at one address, which can go away and come back. */
export interface SipServerUnderTest {
  readonly wsUrl: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Our own pool, as such a server. */
export async function startEmbedded(): Promise<SipServerUnderTest> {
  let pool = await startPool();
  const { wsUrl, folder } = pool;
  return {
    wsUrl,
    async start() {
      pool = await startPool({ folder, port: Number(new URL(wsUrl).port) });
    },
    stop: () => pool.stop(),
    async remove() {
      await pool.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
