import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../../runtime/standin/chromium/find.ts';

/** Genuine dumps, as Chromium's own Crashpad wrote them. */
export interface Dumps {
  readonly renderer: Buffer;
  readonly gpu: Buffer;
  readonly browser: Buffer;
}

const PATIENCE_MS = 20_000;
const LOOKS = 200;

const nothing = () => undefined;

/** Why no genuine dump can be made here, or undefined if one can. */
export async function missingForDumps(): Promise<string | undefined> {
  const { headlessOnly } = await findChromium(process.env);
  return headlessOnly ? 'the headless Chromium at hand writes no dumps' : undefined;
}

/** Waits for a dump that was not there before. */
async function nextDump(folder: string, known: Set<string>): Promise<Buffer> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const name = readdirSync(folder).find((file) => file.endsWith('.dmp') && !known.has(file));
    if (name !== undefined) {
      known.add(name);
      return readFileSync(join(folder, name));
    }
    if (performance.now() > until) throw new Error('Chromium wrote no dump');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Really crashes Chromium: a renderer by chrome://crash, the others by a signal. */
export async function makeDumps(): Promise<Dumps> {
  const folder = mkdtempSync(join(tmpdir(), 'candor-dumps-'));
  const { executable } = await findChromium(process.env);
  const browser = await chromium.launch({
    executablePath: executable,
    ignoreDefaultArgs: ['--disable-breakpad'],
    env: { ...process.env, CHROME_HEADLESS: '1', BREAKPAD_DUMP_LOCATION: folder },
  });
  try {
    const session = await browser.newBrowserCDPSession();
    /** Kills one of Chromium's processes once there is one. Never pid 0, which would be all of ours. */
    const end = async (type: string) => {
      for (let look = 0; look < LOOKS; look += 1) {
        const { processInfo } = await session.send('SystemInfo.getProcessInfo');
        const found = processInfo.find((one) => one.type === type);
        if (found) return process.kill(found.id, 'SIGSEGV');
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`Chromium has no process of type ${type}`);
    };
    const known = new Set<string>();
    const next = () => nextDump(join(folder, 'pending'), known);
    const page = await browser.newPage();
    page.goto('chrome://crash').catch(nothing); // It never loads.
    const renderer = await next();
    await end('GPU');
    const gpu = await next();
    await end('browser');
    return { renderer, gpu, browser: await next() };
  } finally {
    await browser.close().catch(nothing); // It has crashed.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
