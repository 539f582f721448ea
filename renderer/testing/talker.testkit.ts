import { expect, vi } from 'vitest';
import type { InputOf } from '../../contract/ipc.ts';
import type { CallLine } from '../sip/callLine.ts';
import { createConnection } from '../sip/connection.ts';
import type { IncomingText, RefusedText } from '../sip/incoming.ts';
import { createOutgoing, type Settled } from '../sip/outgoing.ts';
import type { PoolSessionPorts } from '../sip/poolSession.ts';

/** A person's connection, with what the main process was told by it, without a window. */
export function createPoolUser(ports: Partial<PoolSessionPorts> = {}) {
  const told: string[] = [];
  const failures: InputOf<'signInFailed'>[] = [];
  const losses: InputOf<'connectionLost'>[] = [];
  const received: IncomingText[] = [];
  const refused: RefusedText[] = [];
  const lines: CallLine[] = [];
  const settled = new Map<string, Settled>();
  const tell = (what: string): Promise<void> => {
    told.push(what);
    return Promise.resolve();
  };
  const connection = createConnection({
    openPoolWay: () => Promise.resolve(null),
    signInAttempted: () => tell('attempted'),
    signInFailed: (why) => {
      failures.push(why);
      return tell('failed');
    },
    connectionLost: (how) => {
      losses.push(how);
      return tell('lost');
    },
    checkPool: () => Promise.resolve('unreachable'),
    messageRefused: ({ peer, code }) => {
      refused.push({ peer, code });
      return Promise.resolve({ ok: true, value: undefined });
    },
    onSignedIn: (isFirst) => void tell(isFirst ? 'signed in' : 'signed in again'),
    onText: (text) => {
      received.push(text);
      return Promise.resolve(true);
    },
    onLine: (line) => {
      lines.push(line);
    },
    ...ports,
  });
  const outgoing = createOutgoing({
    send: connection.send,
    onSettled: ({ id }, how) => settled.set(id, how),
  });
  connection.state.subscribe(() => {
    outgoing.setConnected(connection.state.get().name === 'signedIn');
  });
  return {
    connection,
    told,
    failures,
    losses,
    received,
    /** The messages that came and could not be taken. */
    refused,
    /** The calls that came. */
    lines,
    settled,
    write: (peer: string, text: string, id: string = crypto.randomUUID()) => {
      outgoing.add({ id, peer, text });
      return id;
    },
    until: (name: string) =>
      vi.waitFor(
        () => {
          expect(connection.state.get().name).toBe(name);
        },
        { timeout: 40_000 },
      ),
  };
}

export type PoolUser = ReturnType<typeof createPoolUser>;
