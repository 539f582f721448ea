import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPhone, type Phone } from '../testing/phone.ts';
import { passwords } from '../testing/startPool.ts';
import { startKamailio, whyNoKamailio } from './kamailio.ts';
import { startEmbedded, type SipServerUnderTest } from './servers.ts';

const MESSAGES = 1000;
const MIDDLE = 400;

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
const texts = (name: string) =>
  Array.from({ length: MESSAGES }, (_, number) => `${name} ${number} 👋`);

const noKamailio = whyNoKamailio();
const servers = [
  { name: 'the embedded pool', start: startEmbedded, missing: undefined },
  { name: 'Kamailio', start: () => startKamailio(passwords), missing: noKamailio },
];

const ready = ({ ua }: Phone): Promise<void> =>
  new Promise((resolve) => {
    if (ua.isRegistered()) resolve();
    else
      ua.once('registered', () => {
        resolve();
      });
  });

/** Sends it until it is accepted: a client that lost the answer sends it again. */
async function say(from: Phone, to: Phone, text: string): Promise<void> {
  do {
    // JsSIP fails at once on a socket whose end it has not noticed yet: let it notice.
    await setImmediate();
    await Promise.all([ready(from), ready(to)]);
  } while ((await from.send(to.address, text)) !== 200);
}

/** What a person reads: a repeated message counts once. */
const read = ({ received }: Phone): string[] => [...new Set(received.map(({ text }) => text))];

describe.each(servers)('$name', ({ name, start, missing }) => {
  let server: SipServerUnderTest;
  const phones: Phone[] = [];

  const phoneOf = (address: keyof typeof passwords) => {
    const phone = createPhone({ url: server.wsUrl, address, password: passwords[address] });
    phones.push(phone);
    return phone;
  };

  beforeEach(async ({ skip }) => {
    skip(missing !== undefined, `${name}: ${missing ?? ''}`);
    server = await start();
  });
  afterEach(async () => {
    for (const phone of phones.splice(0)) phone.stop();
    if (missing === undefined) await server.remove();
  });

  test('two people exchange 1,000 messages both ways while it stops and starts: none lost, order kept', async () => {
    const [one, other] = [phoneOf(alice), phoneOf(bob)];
    await Promise.all([one.registered(), other.registered()]);
    let losses = 0;
    for (const { ua } of [one, other])
      ua.on('disconnected', () => {
        losses += 1;
      });
    const [fromOne, fromOther] = [texts('alice'), texts('bob')];
    let restarted: Promise<void> | undefined;
    const talk = async (from: Phone, to: Phone, lines: readonly string[]) => {
      for (const [number, line] of lines.entries()) {
        if (number === MIDDLE) restarted ??= server.stop().then(server.start);
        await say(from, to, line);
      }
    };
    await Promise.all([talk(one, other, fromOne), talk(other, one, fromOther)]);
    await restarted;
    expect(read(other)).toEqual(fromOne);
    expect(read(one)).toEqual(fromOther);
    expect(losses).toBe(2);
  });

  test('a wrong password and an unknown account are refused', async () => {
    for (const address of [alice, 'mallory@contoso.com']) {
      const phone = createPhone({ url: server.wsUrl, address, password: 'guess' });
      phones.push(phone);
      await expect(phone.registered()).rejects.toThrow('Authentication Error');
    }
  });

  test('organisations reach each other; who is absent is 480, who is unknown 404', async () => {
    const [from, far] = [phoneOf(alice), phoneOf('carol@fabrikam.com')];
    await Promise.all([from.registered(), far.registered()]);
    expect(await from.send('carol@fabrikam.com', 'line one\r\nline two')).toBe(200);
    expect(far.received).toEqual([{ from: alice, text: 'line one\r\nline two' }]);
    expect(await from.send(bob, 'there?')).toBe(480);
    expect(await from.send('nobody@contoso.com', 'there?')).toBe(404);
  });
});
