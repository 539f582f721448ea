import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import manifest from 'electron/package.json' with { type: 'json' };
import { plainTexts } from '../contract/text/plain.js';
import { fetchElectron } from './fetchElectron.js';
import { zip } from './fixture/zip.ts';

const modules = join(import.meta.dirname, '..', 'node_modules');
const name = `electron-v${manifest.version}-linux-x64.zip`;

const binary = zip('electron', Buffer.alloc(3_000_000, 'electron'));

/**
 * A server for this test.
 * @returns its address, with a slash at the end.
 */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Electron's package without its binary, and a mirror that answers as the test specifies. */
async function packageWithMirror(answer: (response: ServerResponse) => void) {
  const root = mkdtempSync(join(tmpdir(), 'candor-fetch-'));
  const folder = join(root, 'node_modules', 'electron');
  mkdirSync(folder, { recursive: true });
  for (const file of ['install.js', 'package.json'])
    cpSync(join(modules, 'electron', file), join(folder, file));
  for (const scope of ['@electron', '@electron-internal'])
    symlinkSync(join(modules, scope), join(root, 'node_modules', scope));
  const checksums = { [name]: createHash('sha256').update(binary).digest('hex') };
  writeFileSync(join(folder, 'checksums.json'), JSON.stringify(checksums));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const mirror = await serve((request, response) => {
    if (request.url?.endsWith(name)) answer(response);
    else response.writeHead(404).end();
  });
  const env = {
    PATH: process.env['PATH'],
    LANG: 'en_US.UTF-8',
    ELECTRON_MIRROR: mirror,
    electron_config_cache: join(root, 'cache'),
    ELECTRON_INSTALL_PLATFORM: 'linux',
    ELECTRON_INSTALL_ARCH: 'x64',
  };
  const out = new PassThrough();
  const said = text(out);
  const fetch = async (stallMs: number) => {
    const isThere = await fetchElectron(join(folder, 'install.js'), {
      env,
      out,
      stallMs,
      text: plainTexts.en,
    });
    out.end();
    return { isThere, said: await said };
  };
  return { fetch, executable: join(folder, 'dist', 'electron') };
}

const PIECES = 30;
const head = { 'content-length': binary.length };

/** Sends part of the binary, piece by piece, with a pause before each. */
function trickle(response: ServerResponse, pieces: number, onSent?: () => void): void {
  response.writeHead(200, head);
  const size = Math.ceil(binary.length / PIECES);
  let sent = 0;
  const timer = setInterval(() => {
    response.write(binary.subarray(sent * size, (sent + 1) * size));
    sent += 1;
    if (sent < pieces) return;
    clearInterval(timer);
    onSent?.();
  }, 100);
}

test('a slow download goes on for as long as something arrives, and shows size, share and speed', async () => {
  const { fetch, executable } = await packageWithMirror((response) => {
    trickle(response, PIECES, () => response.end());
  });
  // The whole takes longer than the time that may pass without a byte.
  const { isThere, said } = await fetch(2500);
  expect([isThere, existsSync(executable)]).toEqual([true, true]);
  expect(said).toContain('Press Ctrl+C to go on without it');
  expect(said).toMatch(/Electron: 3\.0 of 3\.0 MB \(100%\), \d+\.\d MB\/s\n/);
  expect(said).not.toContain('install-electron');
});

/** Fetches from an address, and then does what the test specifies; unpacking a file takes a while. */
async function fetchBy(then: string, answer: (response: ServerResponse) => void, stallMs: number) {
  const root = mkdtempSync(join(tmpdir(), 'candor-fetch-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const url = await serve((_request, response) => {
    answer(response);
  });
  const installer = join(root, 'install.mjs');
  writeFileSync(installer, `await (await fetch('${url}')).arrayBuffer();\n${then}`);
  const out = new PassThrough();
  const how = { env: { PATH: process.env['PATH'] }, out, stallMs, text: plainTexts.en };
  const isThere = await fetchElectron(installer, how);
  out.end();
  return { isThere, said: await text(out) };
}

test('one that has arrived whole is unpacked for as long as that takes', async () => {
  const unpacking = 'await new Promise((resolve) => setTimeout(resolve, 6000));';
  const { isThere, said } = await fetchBy(unpacking, (response) => response.end(binary), 3000);
  expect([isThere, said]).toEqual([true, expect.not.stringContaining('given up')]);
});

test('one that is packed for the way is never said to be more than whole', async () => {
  const packed = gzipSync(binary);
  const { said } = await fetchBy(
    '',
    (response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length });
      response.end(packed);
    },
    60_000,
  );
  expect(said).toMatch(/Electron: \d+\.\d MB, /);
  expect(said).not.toContain('%');
});

test('one from which nothing comes any more is given up, and how to do it later is said', async () => {
  const { fetch } = await packageWithMirror((response) => {
    trickle(response, 3);
  });
  const { isThere, said } = await fetch(2000);
  expect(isThere).toBe(false);
  expect(said).toContain('given up, since nothing came for 2 seconds. “npx install-electron”');
});

test('Ctrl+C ends the download alone', async () => {
  const { fetch } = await packageWithMirror((response) => {
    trickle(response, 3, () => process.emit('SIGINT'));
  });
  const { isThere, said } = await fetch(60_000);
  expect(isThere).toBe(false);
  expect(said).toContain('was stopped. “npx install-electron”');
});

test('a mirror that does not have it is named as the reason', async () => {
  const { fetch } = await packageWithMirror((response) => response.writeHead(404).end());
  const { isThere, said } = await fetch(60_000);
  expect(isThere).toBe(false);
  expect(said).toMatch(/could not be fetched \(.*404.*\)\. “npx install-electron”/);
});
