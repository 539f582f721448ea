import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createTestSessions } from '../../testing/sessions.testkit.ts';
import { from, roads } from '../../../service/pool/testing/guess.ts';
import { passwords, startPool } from '../../../service/pool/testing/startPool.ts';
import { createDeviceAt } from '../../core/account/deviceInstance.ts';
import { sha256 } from '../system/crypto.ts';
import { createMeetingPools } from '../network/meetingPool.ts';
import { createProvisioning } from '../network/provisioning.ts';

const electron = vi.hoisted(() => ({ session: {} }));
vi.mock('electron', () => electron);
beforeEach(() => {
  electron.session = createTestSessions();
});

const account = 'alice@contoso.com';
const alice = { account, password: passwords[account] };
const here = Object.values(from('127.0.0.1'))[0] ?? '';
const deviceAt = createDeviceAt('a1'.repeat(32), sha256);

test('the client goes on asking its pool while somebody guesses beside it', async () => {
  const pool = await startPool();
  onTestFinished(pool.remove);
  const provisioning = createProvisioning(() => new URL(pool.url), 'Candor', deviceAt);
  const meetings = createMeetingPools('Candor', deviceAt);
  const word = () => provisioning.ask({ ...alice, etag: undefined, wait: 0 }).answer;
  expect((await word()).kind).toBe('word');
  for (let at = 0; at < 12; at++)
    await roads.http(pool, { account, password: 'guess', address: here });
  const stranger = await roads.http(pool, { ...alice, address: here });
  expect(stranger.status).toBe(429);
  expect((await word()).kind).toBe('word');
  expect((await meetings.create(pool.url, alice)).kind).toBe('answer');
});
