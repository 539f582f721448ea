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

const MANY = 300;
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
    for (let count = 0; count < MANY; count += 1) stranger.say(options('mallory@contoso.com'));
    const [code] = (await ended) as [number];
    expect(code).toBe(1008);
  });

  test('is heard one message in a turn of the event loop, which everyone else has too', async () => {
    const busy = await open();
    await signIn(busy, 'bob@contoso.com', passwords['bob@contoso.com']);
    // Pool and phone share this process's event loop.
    let turn = 0;
    let next = setImmediate(function count() {
      turn += 1;
      next = setImmediate(count);
    });
    const turns: number[] = [];
    const all = new Promise<void>((resolve) => {
      busy.socket.on('message', () => {
        if (turns.push(turn) === MANY) resolve();
      });
    });
    for (let count = 0; count < MANY; count += 1) busy.say(options('bob@contoso.com'));
    await all;
    clearImmediate(next);
    expect(new Set(turns).size).toBeGreaterThan(MANY / 2);
  });
});
