import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer, type WebSocket } from 'ws';
import { answerLines, requestLines } from '../../service/pool/testing/dialog.ts';
import { directWay, silence, stubPeers } from '../testing/silentPeer.testkit.ts';
import { soon } from '../testing/soon.testkit.ts';
import { createPoolUser, type PoolUser } from '../testing/talker.testkit.ts';

const alice = 'alice@contoso.com';
const realm = 'contoso.com';
const password = 'alice’s own';

const lineOf = (message: string, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(message)?.[1]?.trim() ?? '';

/** A server in front of telephones and other people's devices, which says what a test tells it to. */
async function startGateway() {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'sip' });
  const heard: string[] = [];
  let client: WebSocket | undefined;
  let contact = '';
  const say = (lines: readonly string[], body = '') => {
    client?.send([...lines, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
  };
  server.on('connection', (socket) => {
    client = socket;
    socket.on('message', (data: Buffer) => {
      const message = data.toString();
      if (message.startsWith('REGISTER')) {
        contact = /^Contact: <([^>]+)>/im.exec(message)?.[1] ?? contact;
        const own = /^Contact: .*$/im.exec(message)?.[0] ?? '';
        say(answerLines(message, '200 OK', [own, 'Expires: 120']));
      } else heard.push(message);
    });
  });
  await once(server, 'listening');
  let branches = 0;
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    say,
    /** The next message that begins like this. */
    hear: (start: string) =>
      vi.waitFor(() => {
        const at = heard.findIndex((message) => message.startsWith(start));
        if (at < 0) throw new Error(`nothing begins with ${start} of ${heard.join('\n')}`);
        return heard.splice(at, 1)[0] ?? '';
      }, 10_000),
    /**
     * Sends a request to the person who is signed in.
     * @param from the header exactly as it should be.
     */
    ask: (method: string, from: string, more: readonly string[], body = '') => {
      branches += 1;
      const [branch, callId] = [`b${branches}`, `c${branches}`];
      const to = `<sip:${alice}>`;
      say(requestLines({ method, uri: contact, from, to, branch, callId, cseq: 1, more }), body);
    },
    /** Acknowledges an answer to a call. */
    acknowledge: (answer: string) => {
      const [from, to, callId] = [
        lineOf(answer, 'From'),
        lineOf(answer, 'To'),
        lineOf(answer, 'Call-ID'),
      ];
      const branch = `a${branches}`;
      say(requestLines({ method: 'ACK', uri: contact, from, to, branch, callId, cseq: 1 }));
    },
    close: async () => {
      for (const socket of server.clients) socket.terminate();
      server.close();
      await once(server, 'close');
    },
  };
}

let gateway: Awaited<ReturnType<typeof startGateway>>;
let talker: PoolUser;
beforeEach(async () => {
  stubPeers();
  gateway = await startGateway();
  talker = createPoolUser();
  const credentials = { account: alice, password };
  talker.connection.signIn({ poolUrl: gateway.url, credentials, isPatient: false });
  await talker.until('signedIn');
});
afterEach(async () => {
  talker.connection.signOut();
  await gateway.close();
  vi.unstubAllGlobals();
});

/** The From header, the person it stands for, and the URI at which they are answered. */
const callers = [
  [
    '<sip:+15551234;ext=7@contoso.com;user=phone>;tag=f',
    '+15551234;ext=7@contoso.com;user=phone',
    'sip:+15551234;ext=7@contoso.com;user=phone',
  ],
  ['"J. Doe" <sip:j%20doe@contoso.com>;tag=f', 'j%20doe@contoso.com', 'sip:j%20doe@contoso.com'],
  ['<sip:bob@192.0.2.7:5080>;tag=f', 'bob@192.0.2.7:5080', 'sip:bob@192.0.2.7:5080'],
  ['sip:bob@[2001:db8::7];tag=f', 'bob@[2001:db8::7]', 'sip:bob@[2001:db8::7]'],
  ['sip:+1;ext=7@contoso.com;tag=f', '+1;ext=7@contoso.com', 'sip:+1;ext=7@contoso.com'],
  [
    '<tel:+1-201-555-0123>;tag=f',
    '+12015550123@contoso.com;user=phone',
    'sip:+12015550123@contoso.com;user=phone',
  ],
  ['<sips:Briar@Contoso.com>;tag=f', 'Briar@contoso.com', 'sip:Briar@contoso.com'],
  ['<sip:a&b=c@x.example>;tag=f', 'a&b=c@x.example', 'sip:a&b=c@x.example'],
  ['<sip:a%ff%25@x.example>;tag=f', 'a%FF%25@x.example', 'sip:a%FF%25@x.example'],
  ['<sip:gateway.example>;tag=f', 'sip:gateway.example', 'sip:gateway.example'],
  ['José Ñ <sip:jos%C3%A9@x.example>;tag=f', 'jos%C3%A9@x.example', 'sip:jos%C3%A9@x.example'],
] as const;

describe.each(callers)('from %s', (from, peer, uri) => {
  it('a message comes, and is answered where it came from', async () => {
    gateway.ask('MESSAGE', from, ['Content-Type: text/plain'], 'hello');
    const answer = await gateway.hear('SIP/2.0 200');
    expect(lineOf(answer, 'From')).toBe(from);
    expect(talker.received).toMatchObject([{ peer, text: 'hello' }]);
    const id = talker.write(peer, 'hello yourself');
    const first = await gateway.hear('MESSAGE');
    expect(first.split('\r\n')[0]).toBe(`MESSAGE ${uri} SIP/2.0`);
    expect(lineOf(first, 'To')).toBe(`<${uri}>`);
    // A proof of the password must name the requested URI, or it proves nothing (RFC 3261, section 22.4).
    const challenge = `Proxy-Authenticate: Digest realm="${realm}", nonce="n", algorithm=MD5`;
    gateway.say(answerLines(first, '407 Proxy Authentication Required', [challenge]));
    const second = await gateway.hear('MESSAGE');
    const md5 = (text: string) => createHash('md5').update(text).digest('hex');
    const proof = md5(`${md5(`alice:${realm}:${password}`)}:n:${md5(`MESSAGE:${uri}`)}`);
    expect(lineOf(second, 'Proxy-Authorization')).toContain(`uri="${uri}", response="${proof}"`);
    gateway.say(answerLines(second, '200 OK'));
    await soon(() => {
      expect(talker.settled.get(id)).toEqual({ delivery: 'delivered' });
    });
  });

  it('a call comes, is answered, hung up at the device that called, and called back', async () => {
    const device = '<sip:+1;ext=7%ff@[2001:db8::7]:5080;transport=udp>';
    gateway.ask('INVITE', from, [`Contact: ${device}`]);
    await gateway.hear('SIP/2.0 180');
    expect(talker.lines).toMatchObject([{ peer, direction: 'Incoming' }]);
    const line = talker.lines[0]!;
    const endings: string[] = [];
    line.listen({
      onRinging: () => undefined,
      onAnswered: () => undefined,
      onConnected: () => undefined,
      onRelayed: () => undefined,
      onHeldByPeer: () => undefined,
      onSound: () => undefined,
      onEnded: ({ outcome }) => endings.push(outcome),
    });
    line.answer(silence, directWay);
    const answer = await gateway.hear('SIP/2.0 200');
    expect(lineOf(answer, 'From')).toBe(from);
    gateway.acknowledge(answer);
    line.hangUp();
    const bye = await gateway.hear('BYE');
    expect(bye.split('\r\n')[0]).toBe(`BYE ${device.slice(1, -1)} SIP/2.0`);
    gateway.say(answerLines(bye, '200 OK'));
    talker.connection.dial(peer, silence, directWay);
    expect((await gateway.hear('INVITE')).split('\r\n')[0]).toBe(`INVITE ${uri} SIP/2.0`);
  });
});

it.each(['<sip:PBX#1@pbx.invalid>;tag=f', '<tel:bob>;tag=f', '<sip:b b@x>;tag=f'])(
  'who can’t be answered is told so by 400, and not met by silence: %s',
  async (from) => {
    gateway.ask('MESSAGE', from, ['Content-Type: text/plain'], 'hello');
    expect(lineOf(await gateway.hear('SIP/2.0 400'), 'From')).toBe(from);
    gateway.ask('INVITE', from, ['Contact: <sip:x@x.invalid>']);
    expect(lineOf(await gateway.hear('SIP/2.0 400'), 'From')).toBe(from);
    expect([talker.received, talker.lines]).toEqual([[], []]);
  },
);
