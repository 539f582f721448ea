import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createDoor } from './door.ts';
import { createLoad } from './load.ts';

const limits = { requestsUnderWay: 100, bytesUnderWay: 1000, answeredWithinMs: 300 };

/** A service that takes this long for each request, one after the other, and gets a new one every millisecond. */
function flood(costMs: number, forMs: number) {
  let now = 0;
  const load = createLoad({ limits, waitedMs: () => 0, now: () => now });
  const queue: { readonly end: () => void; readonly from: number }[] = [];
  const waits: { readonly at: number; readonly ms: number }[] = [];
  let [free, most] = [0, 0];
  for (; now < forMs; now += 1) {
    const [first] = queue;
    if (first && now >= free) {
      queue.shift();
      first.end();
      waits.push({ at: now, ms: now - first.from });
      free = now + costMs;
    }
    const end = load.begin();
    if (end) {
      if (queue.length === 0) free = now + costMs;
      queue.push({ end, from: now });
    }
    most = Math.max(most, queue.length);
  }
  return { waits, most };
}

describe('what may be under way', () => {
  it.each([1, 3, 10, 30, 60])(
    'is as much as is answered in time where each takes %d ms, and no less',
    (costMs) => {
      const { waits, most } = flood(costMs, 60_000);
      const later = waits.filter(({ at }) => at > 30_000).map(({ ms }) => ms);
      expect(Math.max(...later)).toBeLessThanOrEqual(limits.answeredWithinMs + 2 * costMs);
      expect(most).toBeLessThanOrEqual(limits.requestsUnderWay);
      // It is never idle: it takes as many as there is time for.
      expect(later.length).toBeGreaterThan((30_000 / costMs) * 0.9);
    },
  );

  it('is one and no more where the longest has taken too long, or what arrives has waited too long', () => {
    let [now, waited] = [0, 0];
    const load = createLoad({ limits, waitedMs: () => waited, now: () => now });
    const first = load.begin();
    now = limits.answeredWithinMs + 1;
    expect([load.hasRoom(), load.begin()]).toEqual([false, undefined]);
    first?.();
    waited = limits.answeredWithinMs + 1;
    expect(load.begin()).toBeDefined();
    expect([load.hasRoom(), load.begin()]).toEqual([false, undefined]);
    waited = 0;
    expect(load.begin()).toBeDefined();
  });

  it('ends once, however often its end is told', () => {
    const load = createLoad({ limits, waitedMs: () => 0 });
    const [first] = [load.begin(), load.begin()];
    first?.();
    first?.();
    expect(load.state().requests).toBe(1);
  });
});

it('lets everybody in who is at the door before work goes on', async () => {
  const server = createServer();
  let arrived = 0;
  server.on('connection', (socket) => {
    arrived += 1;
    socket.on('error', () => undefined).resume();
  });
  const door = createDoor(Infinity);
  door.watch(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const sockets = Array.from({ length: 20 }, () =>
    connect(port, '127.0.0.1').on('error', () => undefined),
  );
  const atWork = await new Promise<number>((resolve) => {
    door.thenRun(() => {
      resolve(arrived);
    });
  });
  for (const socket of sockets) socket.destroy();
  server.close();
  expect(atWork).toBe(20);
});
