import { EventEmitter } from 'node:events';
import type { WebSocket } from 'ws';
import { afterEach, expect, test } from 'vitest';
import { createFaults } from '../../shared/faults.ts';
import { answerLines, requestLines } from '../testing/dialog.ts';
import { createBudget } from './budget.ts';
import { createConnection } from './connection.ts';
import { formatSip, type SipMessage, type SipRequest } from './sipMessage.ts';
import { parseSip } from './sipParser.ts';
import { createTransactions } from './transactions.ts';

const KIB = 1024;
const bob = 'bob@contoso.com';
const noOne = { perOwner: Infinity, inAll: Infinity };
const limits = {
  waitingBytes: 256 * KIB,
  waitingBytesOfSender: 64 * KIB,
  queues: { inAll: 1024 * KIB },
  ping: 60_000,
};
const sockets: EventEmitter[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.emit('close');
});

/** An account's connection whose client stops reading when it is told to, and how it was closed. */
function client(id: number, account: string | undefined, queues = createBudget(noOne)) {
  const closed: number[] = [];
  let isReading = true;
  const socket = Object.assign(new EventEmitter(), {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    send(_text: string, done: () => void) {
      if (isReading) done();
    },
    close: (code: number) => void closed.push(code),
    ping: () => undefined,
    terminate: () => undefined,
  });
  sockets.push(socket);
  const visitor = { address: '', prove: () => undefined };
  const faults = createFaults(() => undefined);
  const own = { id, visitor, limits, queues, faults };
  const connection = createConnection(socket as unknown as WebSocket, own);
  if (account !== undefined) connection.prove(account);
  return {
    connection,
    closed,
    stopReading: () => {
      isReading = false;
    },
  };
}

function parsed<K extends SipMessage['kind']>(lines: readonly string[], kind: K) {
  const read = parseSip([...lines, '', ''].join('\r\n'));
  if (!read.ok || read.value.kind !== kind) throw new Error(`no ${kind}`);
  return read.value as Extract<SipMessage, { kind: K }>;
}
const invite = (from: string, branch: string): SipRequest =>
  parsed(
    requestLines({
      method: 'INVITE',
      uri: `sip:${bob}`,
      from: `"${'x'.repeat(7000)}" <sip:${from}>;tag=f`,
      to: `"${'x'.repeat(7000)}" <sip:${bob}>`,
      branch,
      callId: branch,
      cseq: 1,
    }),
    'request',
  );

/** Twelve colleagues ring Bob, two calls each, and he stops reading. */
function ring() {
  const transactions = createTransactions(() => 0, noOne);
  const receiver = client(0, bob);
  const calls = Array.from({ length: 24 }, (_, index) => {
    const account = `m${index % 12}@contoso.com`;
    const { connection } = client(index + 1, account);
    const [request, down] = [invite(account, `up${index}`), invite(account, `down${index}`)];
    const targets = [{ connection: receiver.connection, account: bob, request: down }];
    transactions.start(connection, account, request, targets);
    return { connection, request, down };
  });
  receiver.stopReading();
  return { transactions, receiver, calls };
}

test('colleagues who give up their calls cost a slow receiver no connection', () => {
  const { transactions, receiver, calls } = ring();
  for (const { connection, request } of calls)
    expect(transactions.cancel(connection, request)).toBe(true);
  expect(receiver.closed).toEqual([]);
});

test('nor do acknowledgements of what it answered to them', () => {
  const { transactions, receiver, calls } = ring();
  for (const { down } of calls)
    transactions.respond(
      parsed(answerLines(formatSip(down), '486 Busy Here'), 'response'),
      receiver.connection,
    );
  expect(receiver.closed).toEqual([]);
});

test('a device that repeats its answer costs a slow caller no connection', () => {
  const transactions = createTransactions(() => 0, noOne);
  const [caller, callee] = [client(1, 'alice@contoso.com'), client(2, bob)];
  const down = invite('alice@contoso.com', 'down');
  const targets = [{ connection: callee.connection, account: bob, request: down }];
  transactions.start(
    caller.connection,
    'alice@contoso.com',
    invite('alice@contoso.com', 'up'),
    targets,
  );
  caller.stopReading();
  const ok = parsed(answerLines(formatSip(down), '200 OK'), 'response');
  for (let count = 0; count < 60; count += 1) transactions.respond(ok, callee.connection);
  expect(caller.closed).toEqual([]);
});

test('a receiver for whom others’ messages wait keeps its connection where the room for all is full', () => {
  const queues = createBudget({ perOwner: Infinity, inAll: 128 * KIB });
  const { connection, closed, stopReading } = client(1, bob, queues);
  stopReading();
  const request = invite('alice@contoso.com', 'down');
  for (const sender of ['alice@contoso.com', 'carol@fabrikam.com', 'dan@contoso.com'])
    while (connection.offer(request, sender));
  connection.send(request);
  expect(closed).toEqual([]);
});

test('strangers who read nothing leave half of the room for all to people who signed in', () => {
  const queues = createBudget({ perOwner: Infinity, inAll: limits.queues.inAll });
  const request = invite('mallory@contoso.com', 'down');
  const strangers = Array.from({ length: 20 }, (_, id) => client(id, undefined, queues));
  for (const { connection, closed, stopReading } of strangers) {
    stopReading();
    for (let count = 0; count < 10_000 && closed.length === 0; count += 1) connection.send(request);
  }
  expect(strangers.filter(({ closed }) => closed.length > 0)).not.toEqual([]);
  expect(queues.inAll()).toBeLessThan(limits.queues.inAll * 0.6);
  expect(client(99, bob, queues).connection.offer(request, 'alice@contoso.com')).toBe(true);
});
