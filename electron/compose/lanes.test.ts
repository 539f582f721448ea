import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createService } from '../adapters/network/service.ts';
import { createSigningKey, receiptFor } from '../testing/service.testkit.ts';
import { createTestSessions } from '../testing/sessions.testkit.ts';
import {
  facts,
  fault,
  optedIn,
  optedOut,
  refusal,
  startTelemetry,
} from '../testing/telemetry.testkit.ts';

const electron = vi.hoisted(() => ({ session: {}, net: { isOnline: () => true } }));
vi.mock('electron', () => electron);
beforeEach(() => {
  electron.session = createTestSessions();
});

const HOUR = 3_600_000;
const key = createSigningKey('first');

interface Arrived {
  readonly path: string;
  readonly body: string;
  readonly isWhole: boolean;
}
type Answer = (arrived: Arrived, response: ServerResponse) => void;

/** Answers with the receipts of all records. */
const takeAll: Answer = ({ body }, response) => {
  const lines = body.split('\n').slice(1).filter(Boolean);
  response.end(
    JSON.stringify({ receipts: lines.map((line) => receiptFor(line, key)), rejected: [] }),
  );
};

async function bodyOf(request: IncomingMessage): Promise<{ text: string; isWhole: boolean }> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // A client that gives up in the middle has sent only what is here.
  }
  const bytes = Buffer.concat(chunks);
  const isPacked = request.headers['content-encoding'] === 'gzip' && request.complete;
  return { text: (isPacked ? gunzipSync(bytes) : bytes).toString(), isWhole: request.complete };
}

/** The whole client's telemetry before a real server, which answers error reports as the test says. */
async function start(answerErrors: Answer) {
  const all: Arrived[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then(({ text, isWhole }) => {
      const arrived = { path: request.url ?? '', body: text, isWhole };
      all.push(arrived);
      if (arrived.path === '/v1/keys') response.end(JSON.stringify(key.jwks));
      else if (text.includes('"category":"error"')) answerErrors(arrived, response);
      else if (arrived.path === '/v1/records') takeAll(arrived, response);
      else response.writeHead(500).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const service = createService(() => new URL(`http://127.0.0.1:${port}`), 'Candor');
  const client = startTelemetry({ service: service as never, choice: optedIn });
  client.telemetry.start(facts);
  onTestFinished(() => {
    client.telemetry.stop();
    server.closeAllConnections();
    server.close();
  });
  const errors = () => all.filter(({ body }) => body.includes('"category":"error"'));
  const at = (path: string) => all.filter((one) => one.path === path);
  /** Lets hours pass, and what is sent in them arrive. */
  const pass = async (hours: number) => {
    for (let hour = 0; hour < hours; hour += 1) {
      await client.clock.advance(HOUR);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  /** What is collected is stored a moment later, and then sent. */
  const report = async () => {
    client.telemetry.reportException(fault());
    await client.clock.advance(2000);
  };
  await client.clock.advance(2000);
  return { ...client, errors, at, all, pass, report };
}

const wait: Answer = (_arrived, response) => {
  response.writeHead(429, { 'retry-after': '3600' }).end();
};

test.each([
  [
    'the person',
    (all: Awaited<ReturnType<typeof start>>) => {
      all.telemetry.choose(optedOut);
    },
  ],
  [
    'a policy',
    (all: Awaited<ReturnType<typeof start>>) => {
      all.telemetry.applyPolicy(refusal);
    },
  ],
] as const)(
  'no error report leaves once %s says no, though one waits as Retry-After says, and all else goes on',
  async (_who, say) => {
    const all = await start(wait);
    await all.report();
    await vi.waitFor(() => {
      expect(all.errors()).toHaveLength(1);
    });
    await vi.waitFor(() => {
      expect(all.log.lines.join()).toContain('429');
    });
    say(all);
    await all.report();
    await all.pass(30);
    await vi.waitFor(() => {
      expect(all.at('/v1/records').length).toBeGreaterThan(2);
    });
    expect(all.errors()).toHaveLength(1);
    expect(all.outboxes.error.counts().waiting).toBe(0);
  },
);

test('an erasure goes at once while error reports wait as Retry-After says, and those never', async () => {
  const all = await start(wait);
  await all.report();
  await vi.waitFor(() => {
    expect(all.log.lines.join()).toContain('429');
  });
  all.telemetry.eraseErrors();
  all.telemetry.choose(optedOut);
  await vi.waitFor(() => {
    expect(all.at('/v1/withdrawals').length).toBeGreaterThan(0);
  });
  await all.pass(3);
  expect(all.errors()).toHaveLength(1);
});

test('what is under way as one says no is broken off: its answer changes nothing, and nothing follows', async () => {
  const held = Promise.withResolvers<ServerResponse>();
  const all = await start((_arrived, response) => {
    held.resolve(response);
  });
  await all.report();
  const response = await held.promise;
  const gone = once(response, 'close');
  all.telemetry.choose(optedOut);
  await gone;
  await all.pass(30);
  expect(all.errors()).toHaveLength(1);
  all.telemetry.choose(optedIn);
  await all.pass(3);
  expect(all.errors()).toHaveLength(1);
});

test('error reports that wait as Retry-After says hold up neither census nor usage, and go when it is over', async () => {
  let isOver = false;
  const all = await start((arrived, response) => {
    (isOver ? takeAll : wait)(arrived, response);
  });
  await all.report();
  await vi.waitFor(() => {
    expect(all.log.lines.join()).toContain('429');
  });
  const sent = all.at('/v1/records').length;
  isOver = true;
  await all.clock.advance(HOUR / 2);
  expect(all.errors()).toHaveLength(1);
  await all.pass(26);
  await vi.waitFor(() => {
    expect(all.errors()).toHaveLength(2);
  });
  expect(all.at('/v1/records').length).toBeGreaterThan(sent + 1);
});
