import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { register, requestLines, signIn } from '../testing/dialog.ts';
import { createRawPhone, type RawPhone } from '../testing/phone.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
const phones: RawPhone[] = [];
let pool: TestPool;

beforeEach(async () => {
  pool = await startPool();
});
afterEach(async () => {
  for (const { socket } of phones.splice(0)) socket.terminate();
  await pool.remove();
});

async function device() {
  const phone = await createRawPhone(pool.wsUrl);
  phones.push(phone);
  return phone;
}
const registerBob = async (phone: RawPhone, ...lines: string[]) =>
  register(phone, bob, passwords[bob], lines);
/** Bob's Contacts, as the registrar reports them. */
const contactsOfBob = async () =>
  [...(await registerBob(await device())).matchAll(/^contact: (<[^<>]*>)/gim)].map(
    ([, uri]) => uri,
  );

describe('a Contact is taken from what the parser read', () => {
  test.each([
    ['"Bob <desk>" <sip:bob-1@dev.invalid;transport=ws>', '<sip:bob-1@dev.invalid;transport=ws>'],
    ['sip:bob@dev.invalid;+sip.instance="<urn:uuid:0>"', '<sip:bob@dev.invalid>'],
    ['<sip:bob@dev.invalid>;+sip.instance="urn:uuid:0"', '<sip:bob@dev.invalid>'],
    [
      '"B, \\"<sip:x@y>\\"" <sip:bob@[2001:db8::7]:5080>;expires=600',
      '<sip:bob@[2001:db8::7]:5080>',
    ],
  ])('%s', async (contact, uri) => {
    expect(await registerBob(await device(), `Contact: ${contact}`)).toMatch(/^SIP\/2\.0 200/);
    expect(await contactsOfBob()).toEqual([uri]);
  });
});

describe('signing out', () => {
  test('Contact: * with Expires: 0 signs every device of the account out', async () => {
    await signIn(await device(), bob, passwords[bob]);
    await signIn(await device(), bob, passwords[bob], 'sip:pocket@bob.invalid');
    await signIn(await device(), alice, passwords[alice]);
    expect(await registerBob(await device(), 'Contact: *', 'Expires: 0')).toMatch(/^SIP\/2\.0 200/);
    expect(await contactsOfBob()).toEqual([]);
  });

  test.each([
    [['Contact: *', 'Expires: 600']],
    [['Contact: *']],
    [['Contact: *', 'Contact: <sip:bob@x.invalid>', 'Expires: 0']],
    [['Contact: *, <sip:bob@x.invalid>', 'Expires: 0']],
    [['Contact: <sip:bob-device@bob.invalid;transport=ws>', 'Expires: -1']],
    [['Contact: <sip:bob-device@bob.invalid;transport=ws>', 'Expires:']],
    [['Contact: <sip:bob-device@bob.invalid;transport=ws>', 'Expires: soon']],
    [['Contact: <sip:bob-device@bob.invalid;transport=ws>;expires=-1']],
    [['Contact: <sip:bob-device@bob.invalid;transport=ws>;expires=""']],
    [['Contact: <sip:bob-device@bob.invalid;transport=ws>;expires']],
    [['Contact: <sip:new@bob.invalid>, <tel:+15551234>', 'Expires: 600']],
    [['Contact: <mailto:bob@contoso.com>', 'Expires: 600']],
    [['Contact: <sip:PBX#1000@pbx.invalid>', 'Expires: 600']],
  ])('%j is refused by 400, and changes nothing', async (lines) => {
    const contact = await signIn(await device(), bob, passwords[bob]);
    expect(await registerBob(await device(), ...lines)).toMatch(/^SIP\/2\.0 400/);
    expect(await contactsOfBob()).toEqual([`<${contact}>`]);
  });
});

describe('memory', () => {
  test('of requests under way is bounded by account, over all of its connections', async () => {
    await pool.remove();
    pool = await startPool({
      limits: { transactions: { perOwner: 64 * 1024, inAll: 1024 * 1024 } },
    });
    await signIn(await device(), bob, passwords[bob]);
    let refused = 0;
    for (let index = 0; index < 4; index += 1) {
      const phone = await device();
      const contact = await signIn(phone, alice, passwords[alice], `sip:a${index}@a.invalid`);
      for (let call = 0; call < 20; call += 1)
        phone.say(
          requestLines({
            method: 'INVITE',
            uri: `sip:${bob}`,
            to: `<sip:${bob}>`,
            cseq: 1,
            from: `"${'x'.repeat(2000)}" <sip:${alice}>;tag=x`,
            branch: `c${index}-${call}`,
            callId: `c${index}-${call}`,
            more: [`Contact: <${contact}>`],
          }),
          'x'.repeat(30_000),
        );
      phone.sayText('\r\n\r\n');
      await phone.receive('\r\n');
      const refusals = phone.heard.filter((text) => text.startsWith('SIP/2.0 503'));
      for (const text of refusals) expect(text).toMatch(/^retry-after: \d+\r$/im);
      refused += refusals.length;
    }
    expect(refused).toBeGreaterThan(70);
    expect(pool.size().transactions).toBeLessThan(10);
  });

  test('a receiver that does not read costs the sender an answer, not the receiver the connection', async () => {
    const limits = { waitingBytesOfSender: 256 * 1024, waitingBytes: 1024 * 1024 };
    await pool.remove();
    pool = await startPool({ limits });
    const [from, to] = [await device(), await device()];
    await signIn(from, alice, passwords[alice]);
    await signIn(to, bob, passwords[bob]);
    let isClosed = false;
    to.socket.once('close', () => {
      isClosed = true;
    });
    to.socket.pause();
    for (let index = 0; index < 400; index += 1)
      from.say(
        requestLines({
          method: 'MESSAGE',
          uri: `sip:${bob}`,
          to: `<sip:${bob}>`,
          cseq: 1,
          from: `<sip:${alice}>;tag=x`,
          branch: `slow${index}`,
          callId: `slow${index}`,
        }),
        'x'.repeat(60_000),
      );
    expect(await from.receive('SIP/2.0 480')).toMatch(/^retry-after: \d+\r$/im);
    expect(pool.size().queued).toBeLessThan(limits.waitingBytes);
    to.socket.resume();
    await to.receive('MESSAGE');
    expect(isClosed).toBe(false);
    expect(pool.size().connections).toBe(2);
  });
});
