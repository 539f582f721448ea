import type { OutgoingText, Sent } from './userAgent.ts';

export type Settled =
  { readonly delivery: 'delivered' } | { readonly delivery: 'failed'; readonly code: string };

interface Ports {
  readonly send: (text: OutgoingText) => Promise<Sent>;
  readonly onSettled: (text: OutgoingText, settled: Settled) => void;
}

export interface Outgoing {
  /**
   * Sends it once everything before it to the same person is settled; one that is already waiting is not added again.
   */
  readonly add: (text: OutgoingText) => void;
  /** Whether there is a connection; without one, everything waits. */
  readonly setConnected: (isConnected: boolean) => void;
  readonly has: (id: string) => boolean;
  /**
   * Nothing that waits for this person, or for anyone if null, is sent any more; what is under way may still arrive.
   */
  readonly drop: (peer: string | null) => void;
  readonly clear: () => void;
}

/** Keeps the order of messages to each person: the next is sent when the one before has its answer. */
export function createOutgoing({ send, onSettled }: Ports): Outgoing {
  const queues = new Map<string, OutgoingText[]>();
  const busy = new Set<string>();
  let isConnected = false;
  let generation = 0;

  const pump = async (peer: string): Promise<void> => {
    if (busy.has(peer)) return;
    busy.add(peer);
    const then = generation;
    for (;;) {
      const [next] = queues.get(peer) ?? [];
      if (next === undefined || !isConnected) break;
      const sent = await send(next);
      if (then !== generation) return;
      // It is sent again once there is a connection.
      if (sent.result === 'lost') break;
      const queue = queues.get(peer);
      // It was dropped meanwhile, and nobody waits for its result.
      if (queue?.[0] !== next) continue;
      queue.shift();
      if (sent.result === 'delivered') onSettled(next, { delivery: 'delivered' });
      else onSettled(next, { delivery: 'failed', code: sent.code });
    }
    busy.delete(peer);
  };

  return {
    add: (text) => {
      const queue = queues.get(text.peer) ?? [];
      if (queue.some(({ id }) => id === text.id)) return;
      queues.set(text.peer, [...queue, text]);
      void pump(text.peer);
    },
    setConnected: (connected) => {
      isConnected = connected;
      if (connected) for (const peer of queues.keys()) void pump(peer);
    },
    has: (id) => [...queues.values()].some((queue) => queue.some((text) => text.id === id)),
    drop: (peer) => {
      if (peer === null) queues.clear();
      else queues.delete(peer);
    },
    clear: () => {
      generation += 1;
      queues.clear();
      busy.clear();
    },
  };
}
