import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createTestSessions } from '../../testing/sessions.testkit.ts';
import {
  ODD_PASSWORD,
  oddAccounts,
  withOddAccounts,
} from '../../../service/pool/testing/oddAccounts.ts';
import { startPool } from '../../../service/pool/testing/startPool.ts';
import { createDeviceAt } from '../../core/account/deviceInstance.ts';
import { sha256 } from '../system/crypto.ts';
import { createMeetingPools } from './meetingPool.ts';
import { createProvisioning } from './provisioning.ts';
import { proveBySip } from './sipProof.ts';

const electron = vi.hoisted(() => ({
  session: {},
  app: { resolveProxy: () => Promise.resolve('DIRECT') },
}));
vi.mock('electron', () => electron);
beforeEach(() => {
  electron.session = createTestSessions();
});

const deviceAt = createDeviceAt('a1'.repeat(32), sha256);

test.each(oddAccounts)(
  '%s hears of the organisation, is proved by SIP, makes a meeting and gets a ticket',
  async (account) => {
    const pool = await startPool();
    onTestFinished(pool.remove);
    pool.change(withOddAccounts);
    const person = { account, password: ODD_PASSWORD };
    const provisioning = createProvisioning(() => new URL(pool.url), 'Candor', deviceAt);
    const said = await provisioning.ask({ ...person, etag: undefined, wait: 0 }).answer;
    expect(said).toMatchObject({ kind: 'word', proves: true });
    expect(await proveBySip(new URL(pool.wsUrl), person)).toBe('proved');
    const meetings = createMeetingPools('Candor', deviceAt);
    const made = await meetings.create(pool.url, person);
    expect(made.kind).toBe('answer');
    if (made.kind !== 'answer') return;
    const ticket = await meetings.ticket(pool.url, made.value.id, person);
    expect(ticket.kind).toBe('answer');
  },
);
