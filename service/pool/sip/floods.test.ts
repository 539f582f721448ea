import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requestLines, signIn } from '../testing/dialog.ts';
import { createRawPhone, type RawPhone } from '../testing/phone.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';

let pool: TestPool;
const phones: RawPhone[] = [];

beforeEach(async () => {
  pool = await startPool();
});
afterEach(async () => {
  for (const phone of phones.splice(0)) phone.socket.terminate();
  await pool.remove();
});

async function open(): Promise<RawPhone> {
  const phone = await createRawPhone(pool.wsUrl);
  phones.push(phone);
  return phone;
}

let asked = 0;
const options = (account: string) => {
  asked += 1;
  return requestLines({
    method: 'OPTIONS',
    uri: 'sip:nobody@contoso.com',
    branch: `f${asked}`,
    callId: 'f',
    cseq: asked,
    from: `<sip:${account}>;tag=f`,
    to: '<sip:nobody@contoso.com>',
  });
};

describe('who sends thousands of messages at once', () => {
  test('without having signed in has their connection ended, as nobody needs so many', async () => {
    const stranger = await open();
    const ended = once(stranger.socket, 'close');
    for (let count = 0; count < 500; count += 1) stranger.say(options('mallory@contoso.com'));
    const [code] = (await ended) as [number];
    expect(code).toBe(1008);
  });

  test('is answered in turn with everyone else', async () => {
    const [busy, other] = [await open(), await open()];
    await signIn(busy, 'bob@contoso.com', passwords['bob@contoso.com']);
    await signIn(other, 'alice@contoso.com', passwords['alice@contoso.com']);
    let answers = 0;
    busy.socket.on('message', () => {
      answers += 1;
    });
    const MANY = 3000;
    for (let count = 0; count < MANY; count += 1) busy.say(options('bob@contoso.com'));
    other.say(options('alice@contoso.com'));
    await other.hear('SIP/2.0 404');
    expect(answers).toBeLessThan(MANY / 2);
  });
});
