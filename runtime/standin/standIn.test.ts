import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findChromium } from './chromium/find.ts';
import { executable, fixtureApp, launchFixture, type Fixture } from '../fixture/launch.ts';

type Api = {
  echo: (value: unknown) => Promise<Record<string, unknown>>;
  fail: () => Promise<never>;
  ping: () => void;
  onPong: (listener: (value: unknown) => void) => void;
  refuse: () => never;
};
declare const api: Api;

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const { headlessOnly } = await findChromium(process.env);
const soon = { timeout: 10_000, interval: 20 };

describe('an application on the stand-in', () => {
  let fixture: Fixture;
  beforeAll(async () => {
    fixture = await launchFixture(['--lang=fr']);
  });
  afterAll(async () => {
    await fixture.end();
  });

  test('asks its main process and gets typed values back', async () => {
    const kept = await fixture.page.evaluate(async () => {
      const sent = { at: new Date(7), bytes: new Uint8Array([1, 2]), map: new Map([['a', 1n]]) };
      const { value } = (await api.echo(sent)) as { value: typeof sent };
      return [value.at.getTime(), value.bytes.join(), value.map.get('a')];
    });
    expect(kept).toEqual([7, '1,2', 1n]);
  });

  test('is told which frame asks, by the address the application knows', async () => {
    expect(await fixture.page.evaluate(() => api.echo(1))).toEqual({
      value: 1,
      url: 'app://fixture/index.html',
      origin: 'app://fixture',
      isMain: true,
    });
  });

  test('sees a handler’s failure as Electron words it', async () => {
    const message = await fixture.page.evaluate(() => api.fail().catch(String));
    expect(message).toBe("Error: Error invoking remote method 'fail': RangeError: too far");
  });

  test('is sent messages by its main process', async () => {
    const one = await fixture.page.evaluate(
      () =>
        new Promise((resolve) => {
          api.onPong((value) => {
            resolve((value as Map<string, number>).get('one'));
          });
          api.ping();
        }),
    );
    expect(one).toBe(1);
  });

  test('shows its page what the preload exposed, frozen, and nothing else', async () => {
    const seen = await fixture.page.evaluate(() => ({
      hidden: 'hiddenFromPage' in globalThis,
      names: Object.getOwnPropertyNames(globalThis).filter((name) =>
        /electron|main|ipc/i.test(name),
      ),
      frozen: Object.isFrozen(api),
      require: 'require' in globalThis,
      refusal: (() => {
        try {
          return api.refuse();
        } catch (error) {
          return String(error);
        }
      })(),
    }));
    expect(seen).toEqual({
      hidden: false,
      names: [],
      frozen: true,
      require: false,
      refusal: 'TypeError: refused in the preload',
    });
  });

  test('cannot send a function', async () => {
    const message = await fixture.page.evaluate(() => api.echo(() => 1).catch(String));
    expect(message).toContain('An object could not be cloned.');
  });

  test('loads modules and styles of its own scheme, under its policy', async () => {
    const { page } = fixture;
    await page.getByRole('button', { name: 'Press' }).click();
    await page.getByText('hello').waitFor();
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe('rgb(1, 2, 3)');
    expect(await page.evaluate(() => 'inlineRan' in globalThis)).toBe(false);
    expect(await page.evaluate(() => isSecureContext && location.pathname)).toBe('/index.html');
    await page.evaluate(() => {
      localStorage.setItem('kept', 'yes');
    });
    expect(await page.evaluate(() => localStorage.getItem('kept'))).toBe('yes');
  });

  test('speaks the language it was started with', async () => {
    const spoken = await fixture.app.evaluate(({ app }) => app.getLocale());
    const page = await fixture.page.evaluate(() => [
      navigator.language,
      Intl.DateTimeFormat().resolvedOptions().locale,
    ]);
    expect([spoken, ...page]).toEqual(['fr', 'fr', 'fr']);
  });

  test('stays where it is when the application refuses a navigation', async () => {
    const { page, events } = fixture;
    await page.getByRole('link', { name: 'Away' }).click();
    await expect.poll(events, soon).toContain('will-navigate https://away.example/');
    await expect(page.getByRole('heading', { name: 'Fixture' }).count()).resolves.toBe(1);
    expect(new URL(page.url()).pathname).toBe('/index.html');
  });

  test('opens no window when the application denies it', async () => {
    const { page, events, app } = fixture;
    expect(await page.evaluate(() => window.open('https://pop.example/'))).toBeNull();
    await page.getByRole('link', { name: 'New' }).click();
    await expect.poll(events, soon).toContain('open https://pop.example/');
    await expect.poll(events, soon).toContain('open https://new.example/');
    expect(app.windows()).toHaveLength(1);
  });

  test('is denied the permissions that the application denies', async () => {
    const states = await fixture.page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone'] as PermissionName[];
      return Promise.all(
        names.map(async (name) => (await navigator.permissions.query({ name })).state),
      );
    });
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
  });

  test('reaches no network that the application blocks, from its main process either', async () => {
    const blocked = await fixture.app.evaluate(({ net }) =>
      net.fetch('http://127.0.0.1:9/').catch(String),
    );
    expect(blocked).toContain('net::ERR_BLOCKED_BY_CLIENT');
  });

  test('hears its menu’s accelerators', async () => {
    await fixture.page.keyboard.press('Control+,');
    await expect.poll(fixture.events, soon).toContain('options');
  });

  test('throws by name for what the stand-in lacks', async () => {
    const message = await fixture.app.evaluate(({ app, TouchBar }) => {
      const say = (run: () => unknown): string => {
        try {
          return String(run());
        } catch (error) {
          return (error as Error).message;
        }
      };
      return [say(() => app.dock), say(() => new TouchBar({ items: [] }))];
    });
    expect(message[0]).toBe('The stand-in has no app.dock; add it in runtime/standin/api/app.ts');
    expect(message[1]).toContain('The stand-in has no TouchBar');
  });

  test('can be photographed though its window was never shown', async () => {
    expect((await fixture.page.screenshot()).length).toBeGreaterThan(1000);
  });

  // The Chromium that npm installs comes without a crash handler, so it leaves none.
  test.skipIf(headlessOnly)(
    'leaves a real minidump when its renderer crashes, and tells of it',
    async () => {
      const { app, events, folder } = fixture;
      await app.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
      });
      await expect.poll(events, soon).toContain('gone crashed');
      const pending = join(folder, 'Crashpad', 'pending');
      const dumps = (): string[] => readdirSync(pending).filter((name) => name.endsWith('.dmp'));
      await expect.poll(dumps, soon).toHaveLength(1);
      const [dump = ''] = dumps();
      expect(readFileSync(join(pending, dump)).subarray(0, 4).toString()).toBe('MDMP');
    },
  );

  test('is told, as by Electron, that what it asks of a window that is gone is asked too late', async () => {
    const told = await fixture.app.evaluate(({ BrowserWindow }) => {
      const window = new BrowserWindow({ show: false });
      const { webContents } = window;
      const attempt = (act: () => void) => {
        try {
          act();
          return 'done';
        } catch (error) {
          return String(error);
        }
      };
      const send = new Promise<string>((resolve) => {
        webContents.once('destroyed', () => {
          resolve(
            attempt(() => {
              webContents.send('late');
            }),
          );
        });
      });
      window.destroy();
      return send.then((sent) => [
        sent,
        attempt(() => {
          window.show();
        }),
        webContents.isDestroyed(),
        window.isDestroyed(),
      ]);
    });
    const late = 'TypeError: Object has been destroyed';
    expect(told).toEqual([late, late, true, true]);
  });
});

describe('the life of a process on the stand-in', () => {
  test('ends in Electron’s order', async () => {
    const fixture = await launchFixture();
    const lines: string[] = [];
    const { stderr } = fixture.app.process();
    if (stderr === null) throw new Error('There is no error output to read');
    createInterface(stderr).on('line', (line) => lines.push(line));
    await fixture.end();
    const order = lines.filter((line) =>
      /^event (before-quit|window-all|will-quit|quit)/.test(line),
    );
    expect(order).toEqual(['event before-quit', 'event will-quit', 'event quit']);
  });

  test('is one per user-data folder, and the first is told of the second', async () => {
    const fixture = await launchFixture(['--single']);
    const args = [fixtureApp, `--user-data-dir=${fixture.folder}`, '--single', 'candor:second'];
    const second = spawn(executable, args, { stdio: 'ignore' });
    const [code] = (await once(second, 'exit')) as [number];
    expect(code).toBe(0);
    await expect.poll(fixture.events, soon).toContain('second-instance candor:second');
    await fixture.end();
  });

  test('quits on SIGTERM as on any other wish to quit', async () => {
    const fixture = await launchFixture();
    const main = fixture.app.process();
    main.kill('SIGTERM');
    expect(await once(main, 'exit')).toEqual([0, null]);
    await fixture.end().catch(() => undefined); // It is already closed.
  });

  test('takes Chromium with it even when killed', async () => {
    const fixture = await launchFixture();
    const mine = (): string[] => processesOf(fixture.folder);
    expect(mine().length).toBeGreaterThan(1);
    fixture.app.process().kill('SIGKILL');
    await expect.poll(mine, soon).toEqual([]);
    await fixture.end().catch(() => undefined); // It is already dead.
  });
});

/** The processes that name a folder on their command line. */
function processesOf(folder: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false; // It ended meanwhile.
      }
    });
}
