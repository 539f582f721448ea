/* Conversations, in the real client at a real pool: signing in, latency, a long history, memory. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { WebSocket, WebSocketServer } from 'ws';
import { launch } from '../e2e/fixtures/launch.ts';
import { createOrganisationPool, people } from '../e2e/fixtures/pool.ts';
import { rowOf } from '../e2e/fixtures/talking.ts';
import { buildClient } from '../tools/build.ts';
import { median } from './compare.ts';
import { createTalker } from '../tools/talker.ts';

const { alice, bob } = people;
const signIns = 7;
const messages = 200;
const history = 20_000;
const atOnce = 50;
/** A frame that a person sees as a stutter. */
const LONG_FRAME_MS = 50;
const MB = 2 ** 20;

/** How long a bare WebSocket takes there and back, in milliseconds: nothing that talks over one is faster. */
async function bareEcho(): Promise<number> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      socket.send(data);
    });
  });
  await once(server, 'listening');
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(socket, 'open');
  const times: number[] = [];
  for (let turn = 0; turn < messages; turn += 1) {
    const start = performance.now();
    socket.send(`message ${turn}`);
    await once(socket, 'message');
    times.push(performance.now() - start);
  }
  socket.terminate();
  server.close();
  return median(times);
}

/** From the click until the list of people can be used, in the window's own time. */
async function timeSignIn(window: Page): Promise<number> {
  await window.getByRole('textbox', { name: 'SIP address' }).fill(alice.address);
  await window.getByLabel('Password', { exact: true }).fill(alice.password);
  return window.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        const look = () => {
          if (document.querySelector('nav input')) resolve(performance.now() - start);
          else requestAnimationFrame(look);
        };
        document.querySelector<HTMLButtonElement>('form [type=submit]')?.click();
        look();
      }),
  );
}

async function signOut(window: Page): Promise<void> {
  await window.getByRole('button', { name: /^Account:/ }).click();
  await window.getByRole('menuitem', { name: 'Sign out' }).click();
  await window.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
}

type Sender = Awaited<ReturnType<typeof createTalker>>;

const say = (sender: Sender, text: string) =>
  sender.send({ id: crypto.randomUUID(), peer: alice.address, text });

/** From sending to the frame in which the other person sees it, in milliseconds. */
async function timeArrivals(window: Page, sender: Sender): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < messages; turn += 1) {
    const text = `latency ${turn}.`;
    const seen = window.evaluate(
      (awaited) =>
        new Promise<number>((resolve) => {
          const look = () => {
            if (document.querySelector('[role=region]')?.textContent.includes(awaited))
              resolve(performance.timeOrigin + performance.now());
            else requestAnimationFrame(look);
          };
          look();
        }),
      text,
    );
    const start = performance.timeOrigin + performance.now();
    await say(sender, text);
    times.push((await seen) - start);
  }
  return median(times);
}

async function heap(window: Page): Promise<number> {
  const session = await window.context().newCDPSession(window);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

async function fill(sender: Sender): Promise<void> {
  for (let sent = 0; sent < history; sent += atOnce)
    await Promise.all(
      Array.from({ length: atOnce }, (_, index) =>
        say(
          sender,
          `Message ${sent + index} of a long history. ${'It goes on. '.repeat(index % 9)}`,
        ),
      ),
    );
}

/** Scrolls up through half the history as a person does by the wheel. @returns the frames' lengths. */
async function scroll(window: Page): Promise<readonly number[]> {
  const region = window.getByRole('region', { name: /^Messages with/ });
  await region.hover();
  await window.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const frame = (now: number) => {
      frames.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    Object.assign(window, { frames });
  });
  const oldest = async () => {
    const numbers = (await region.innerText()).matchAll(/Message (\d+) of/g);
    return Math.min(...[...numbers].map(([, number]) => Number(number)));
  };
  while ((await oldest()) > history / 2) await window.mouse.wheel(0, -1000);
  return window.evaluate(() => (window as unknown as { frames: number[] }).frames);
}

async function measure(app: ElectronApplication, window: Page, poolUrl: string): Promise<void> {
  const echo = await bareEcho();
  const times: number[] = [];
  for (let turn = 0; turn < signIns; turn += 1) {
    times.push(await timeSignIn(window));
    if (turn < signIns - 1) await signOut(window);
  }
  const sender = await createTalker(poolUrl, { account: bob.address, password: bob.password });
  await say(sender, 'the first line');
  await rowOf(window, bob.address).click();
  const latency = await timeArrivals(window, sender);
  const before = await heap(window);
  await fill(sender);
  await window
    .getByText(`Message ${history - 1} of`)
    .first()
    .waitFor();
  const grown = (await heap(window)) - before;
  const frames = await scroll(window);
  const long = frames.filter((length) => length > LONG_FRAME_MS);
  console.table({
    'signing in to a usable window': {
      Candor: `${median(times).toFixed(0)} ms`,
      target: 'under 500 ms',
    },
    'a message, until it is seen': {
      Candor: `${latency.toFixed(1)} ms`,
      'bare limit': `${echo.toFixed(2)} ms (WebSocket echo)`,
      target: 'under 50 ms',
    },
    [`memory, by ${history} messages`]: {
      Candor: `${(grown / MB).toFixed(1)} MB`,
      target: 'under 50 MB',
    },
    [`scrolling up through ${history / 2} messages`]: {
      Candor: `${long.length} of ${frames.length} frames over ${LONG_FRAME_MS} ms, the longest ${Math.max(...frames).toFixed(0)} ms`,
      'bare limit': `${median(frames).toFixed(1)} ms a frame`,
      target: 'no stutter',
    },
  });
  sender.signOut();
  await app.close();
}

async function main(): Promise<void> {
  await buildClient();
  const folder = mkdtempSync(join(tmpdir(), 'candor-bench-'));
  const pool = await createOrganisationPool(join(folder, 'pool'));
  const { app, window } = await launch({
    userData: join(folder, 'client'),
    telemetryUrl: 'http://127.0.0.1:9',
    env: { CANDOR_POOL_URL: pool.url },
  });
  await measure(app, window, pool.url.replace('http', 'ws'));
  await pool.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

await main();
