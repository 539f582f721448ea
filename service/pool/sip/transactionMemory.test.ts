import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { answerLines, requestLines } from '../testing/dialog.ts';
import type { Connection } from './connection.ts';
import { formatSip, type SipMessage, type SipRequest } from './sipMessage.ts';
import { parseSip } from './sipParser.ts';
import { createTransactions } from './transactions.ts';

const MIB = 1024 * 1024;
const alice = 'alice@contoso.com';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

function connection(id: number) {
  const said: SipMessage[] = [];
  const open: Connection = {
    id,
    address: '',
    accounts: new Set([alice]),
    prove: () => undefined,
    send: (message) => void said.push(message),
    offer: (message) => said.push(message) > 0,
    onText: () => undefined,
    onClose: () => undefined,
    close: () => undefined,
  };
  return { open, said };
}

function parsed(text: string): SipMessage {
  const read = parseSip(text);
  if (!read.ok) throw new Error(read.problem);
  return read.value;
}
const invite = (branch: string, more: Partial<Parameters<typeof requestLines>[0]> = {}) =>
  parsed(
    [
      ...requestLines({
        method: 'INVITE',
        uri: `sip:${alice}`,
        from: `<sip:${alice}>;tag=f`,
        to: `<sip:${alice}>`,
        branch,
        callId: branch,
        cseq: 1,
        ...more,
      }),
      '',
      '',
    ].join('\r\n'),
  ) as SipRequest;

const most = { perOwner: 4 * MIB, inAll: 128 * MIB };
const LEGS = 10;

/**
 * Calls by one account to its own devices, all of which but the last answer.
 * @returns the bytes that are held.
 */
function hold(calls: number, answerTo: (request: string) => string): number {
  const transactions = createTransactions(() => 0, most);
  const { open, said } = connection(1);
  const before = heapBytes();
  for (let call = 0; call < calls; call += 1) {
    const targets = Array.from({ length: LEGS }, (_, leg) => ({
      connection: open,
      account: alice,
      request: invite(`leg${call}-${leg}`),
    }));
    transactions.start(open, alice, invite(`call${call}`), targets);
    const heard = said.splice(0).filter(({ kind }) => kind === 'request');
    for (const request of heard.slice(1)) {
      const response = parsed(answerTo(formatSip(request)));
      if (response.kind === 'response') transactions.respond(response, open);
    }
    said.splice(0);
  }
  const bytes = heapBytes() - before;
  expect(transactions.count()).toBe(calls);
  return bytes;
}

test.each([
  ['a body', (text: string) => [...answerLines(text, '486 Busy'), '', '好'.repeat(30_000)]],
  [
    'headers',
    (text: string) => [
      ...answerLines(
        text,
        '486 Busy',
        ['a', 'b', 'c'].map((one) => `Warning: 399 x "好${one.repeat(8000)}"`),
      ),
      '',
      '',
    ],
  ],
  ['a reason', (text: string) => [...answerLines(text, `486 好${'a'.repeat(8000)}`), '', '']],
  ['a tag', (text: string) => [...answerLines(text, '486 Busy', [], 'a'.repeat(8000)), '', '']],
])('no device’s last word holds memory beyond its caller’s share: %s', (_what, lines) => {
  const bytes = hold(100, (text) => lines(text).join('\r\n'));
  expect(bytes).toBeLessThan(most.perOwner);
});

test.each([
  ['the request’s URI', { uri: `sip:${alice};x=${'a'.repeat(7000)}` }],
  ['as many Vias as it may have', { more: [`Via: ${Array(60).fill('y'.repeat(110)).join()}`] }],
])('what a request keeps is counted whole: %s', (_what, more) => {
  const transactions = createTransactions(() => 0, most);
  const { open, said } = connection(1);
  for (let call = 0; call < 900; call += 1) {
    const targets = [{ connection: open, account: alice, request: invite(`leg${call}`) }];
    transactions.start(open, alice, invite(`call${call}`, more), targets);
    said.splice(0);
  }
  expect(transactions.count()).toBeLessThan(400);
});

test('the best last word still goes on with its status, its tag and what its caller needs', () => {
  const transactions = createTransactions(() => 0, most);
  const { open, said } = connection(1);
  const targets = ['a', 'b'].map((name) => ({
    connection: open,
    account: alice,
    request: invite(name),
  }));
  transactions.start(open, alice, invite('call'), targets);
  const heard = said.splice(0).filter(({ kind }) => kind === 'request');
  const words = ['486 Busy', '500 No'];
  for (const [index, request] of heard.entries()) {
    const text = [
      ...answerLines(formatSip(request), words[index] ?? '', ['Retry-After: 5'], `t${index}`),
      '',
      '',
    ].join('\r\n');
    const response = parsed(text);
    if (response.kind === 'response') transactions.respond(response, open);
  }
  const passed = said.find(({ kind }) => kind === 'response');
  const text = passed ? formatSip(passed) : '';
  expect(text).toMatch(/^SIP\/2\.0 486 Busy\r\n/);
  expect(text).toMatch(/^retry-after: 5\r$/m);
  expect(text).toMatch(/^to: .*;tag=t0\r$/m);
  expect(text.match(/^(?:via|from|to|call-id|cseq):/gm)).toHaveLength(5);
});
