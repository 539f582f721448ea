import { expect, onTestFinished, test } from 'vitest';
import { roads } from '../../service/pool/testing/guess.ts';
import { passwords, startPool } from '../../service/pool/testing/startPool.ts';
import { createPoolUser } from '../testing/talker.testkit.ts';

const account = 'alice@contoso.com';
const credentials = { account, password: passwords[account] };
const device = 'urn:uuid:0c67446e-f1a1-81d9-94d3-000a95a0e128';

test('the pool knows the device again by the ID that the main process gives, whoever guesses beside it', async () => {
  const pool = await startPool();
  onTestFinished(pool.remove);
  const signIn = async () => {
    const talker = createPoolUser({ openPoolWay: () => Promise.resolve(device) });
    onTestFinished(() => {
      talker.connection.signOut();
    });
    talker.connection.signIn({ poolUrl: pool.wsUrl, credentials, isPatient: false });
    await talker.until('signedIn');
  };
  await signIn();
  const beside = { account, address: '127.0.0.1' };
  for (let at = 0; at < 12; at++) await roads.sip(pool, { ...beside, password: 'guess' });
  const stranger = await roads.sip(pool, { ...beside, ...credentials });
  expect(stranger.status).toBe(503);
  await signIn();
});
