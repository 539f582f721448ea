import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Locator } from 'playwright';
import { watchBoxes } from './fixtures/boxes.ts';
import { expect, test } from './fixtures/candor.ts';
import { openOptions } from './fixtures/person.ts';
import { people } from './fixtures/pool.ts';
import { addContact, rowOf, signIn, write } from './fixtures/talking.ts';

/** How a desktop application is expected to behave, apart from its purpose. */

const boundsOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());

const isMaximized = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMaximized());

/** Keeps the menu that is opened next where `chooseFromMenu` finds it. */
const watchMenus = (app: ElectronApplication) =>
  app.evaluate(({ Menu }) => {
    const build = Menu.buildFromTemplate.bind(Menu);
    Menu.buildFromTemplate = (template) => {
      const menu = build(template);
      menu.popup = () => undefined;
      Object.assign(globalThis, { menuOpened: menu });
      return menu;
    };
  });

async function openMenu(app: ElectronApplication, at: Locator): Promise<void> {
  await app.evaluate(() => Object.assign(globalThis, { menuOpened: undefined }));
  await at.click({ button: 'right' });
  await expect
    .poll(() => app.evaluate(() => Reflect.get(globalThis, 'menuOpened') !== undefined))
    .toBe(true);
}

const chooseFromMenu = (app: ElectronApplication, label: string) =>
  app.evaluate((_electron, wanted) => {
    const menu = Reflect.get(globalThis, 'menuOpened') as Electron.Menu;
    menu.items.find((item) => item.label === wanted)?.click();
  }, label);

test('a window opens where and as large as it was closed, maximized or not, and never where no display shows it', async ({
  start,
  userData,
}) => {
  const first = await start();
  const moved = { x: 120, y: 90, width: 700, height: 560 };
  await first.app.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, moved);
  await first.quit();

  const second = await start();
  expect(await boundsOf(second.app)).toEqual(moved);
  expect(await isMaximized(second.app)).toBe(false);
  await second.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.maximize();
  });
  await second.quit();

  const maximized = await start();
  await expect.poll(() => isMaximized(maximized.app)).toBe(true);
  expect(await boundsOf(maximized.app)).toEqual(moved);
  await maximized.quit();

  const file = join(userData, 'windows.json');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"x": 120', '"x": 9000'));
  const third = await start();
  expect(await boundsOf(third.app)).toMatchObject({ width: 960, height: 680 });
  await third.quit();

  writeFileSync(file, '{"arrangements": 7}');
  const fourth = await start();
  expect(await boundsOf(fourth.app)).toMatchObject({ width: 960, height: 680 });
});

test('a right click edits: what is copied from one field is pasted, without formatting, into another', async ({
  start,
  pool,
}) => {
  const { window, app } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(window, people.alice);
  await addContact(window, people.bob);
  await watchMenus(app);
  const box = window.getByRole('textbox', { name: /^Write to/ });
  const search = window.getByRole('searchbox', { name: 'Search people' });

  await search.fill('bob');
  await search.selectText();
  await openMenu(app, search);
  await chooseFromMenu(app, 'Copy');
  await openMenu(app, box);
  await chooseFromMenu(app, 'Paste');
  await expect(box).toHaveValue('bob');
  await openMenu(app, box);
  await chooseFromMenu(app, 'Select all');
  await openMenu(app, box);
  await chooseFromMenu(app, 'Cut');
  await expect(box).toHaveValue('');
});

test('a link dragged onto a conversation is written, not gone to; what the system does not open is told', async ({
  start,
  pool,
}) => {
  const { window, app } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await signIn(window, people.alice);
  await addContact(window, people.bob);
  const box = window.getByRole('textbox', { name: /^Write to/ });
  await box.fill('see ');
  const drop = async (type: string, text: string) => {
    const dataTransfer = await window.evaluateHandle(
      ([kind, content]) => {
        const data = new DataTransfer();
        data.setData(kind, content);
        return data;
      },
      [type, text] as const,
    );
    await window
      .getByRole('region', { name: 'Bob Baker' })
      .first()
      .dispatchEvent('drop', { dataTransfer });
  };

  await drop(
    'text/uri-list',
    '# from a browser\r\nhttps://contoso.com/plan\r\nhttps://other.example/',
  );
  await expect(box).toHaveValue('see https://contoso.com/plan');
  await drop('text/uri-list', 'file:///etc/passwd');
  await drop('text/uri-list', 'javascript:alert(1)');
  await expect(box).toHaveValue('see https://contoso.com/plan');
  await expect(box).toBeFocused();

  const told = await watchBoxes(app);
  await app.evaluate(({ shell }) => {
    shell.openExternal = () => Promise.reject(new Error('no program takes it'));
  });
  await box.press('Enter');
  await window.getByRole('button', { name: 'https://contoso.com/plan', exact: true }).click();
  await expect.poll(told).toEqual([
    {
      message: 'The link could not be opened',
      detail: expect.stringContaining('https://contoso.com/plan'),
    },
  ]);
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe(
    'https://contoso.com/plan',
  );
});

/** Keeps what the icon beside the clock was last given; a change of language gives it anew. */
const watchTray = (app: ElectronApplication) =>
  app.evaluate(({ Tray }) => {
    const { prototype } = Tray;
    const { setToolTip, setContextMenu } = prototype as {
      setToolTip: (this: Electron.Tray, tip: string) => void;
      setContextMenu: (this: Electron.Tray, menu: Electron.Menu | null) => void;
    };
    const told: { tip?: string; menu?: Electron.Menu | null; tray?: Electron.Tray } = {};
    Object.assign(globalThis, { trayTold: told });
    prototype.setToolTip = function (tip) {
      told.tip = tip;
      told.tray = this;
      setToolTip.call(this, tip);
    };
    prototype.setContextMenu = function (menu) {
      told.menu = menu;
      setContextMenu.call(this, menu);
    };
  });

type TrayTold = { tip?: string; menu?: Electron.Menu | null; tray?: Electron.Tray };

const trayOf = (app: ElectronApplication) =>
  app.evaluate(() => {
    const { tip, menu } = Reflect.get(globalThis, 'trayTold') as TrayTold;
    return { tip, items: menu?.items.flatMap(({ label }) => label || []) };
  });

const isMainShown = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

test('the icon beside the clock says what waits, in the person’s language, and takes the minimized window', async ({
  start,
  pool,
  folder,
}) => {
  test.skip(process.platform === 'darwin', 'macOS has the Dock for that');
  const env = { CANDOR_POOL_URL: pool.url };
  const { window, app } = await start({ env });
  await watchTray(app);
  await signIn(window, people.alice);
  await addContact(window, people.bob);
  await addContact(window, people.carol);
  const bobs = await start({ env, userData: join(folder, 'bob') });
  await signIn(bobs.window, people.bob);
  await addContact(bobs.window, people.alice);
  const minimize = () =>
    app.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.minimize();
    });

  await minimize();
  expect(await isMainShown(app)).toBe(true);
  await write(bobs.window, 'one');
  await write(bobs.window, 'two');
  await expect.poll(async () => (await trayOf(app)).tip).toBe('Candor: 2 unread messages');
  const { items } = await trayOf(app);
  expect(items).toEqual(['Open Candor', 'Options…', 'What Candor sends', 'Quit']);

  await app.evaluate(() => {
    (Reflect.get(globalThis, 'trayTold') as TrayTold).tray?.emit('click');
  });
  await rowOf(window, 'Bob Baker').click();
  await expect.poll(async () => (await trayOf(app)).tip).toBe('Candor');
  const dialog = await openOptions(window);
  await dialog
    .getByRole('checkbox', { name: 'Minimize to the notification area instead of the task bar' })
    .check();
  await dialog.getByRole('combobox', { name: 'Language of Candor:' }).click();
  await window.getByRole('option', { name: 'Français' }).click();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await expect.poll(async () => (await trayOf(app)).items).toContain('Ouvrir Candor');

  await minimize();
  await expect.poll(() => isMainShown(app)).toBe(false);
  await app.evaluate(() => {
    const { menu } = Reflect.get(globalThis, 'trayTold') as TrayTold;
    menu?.items[0]?.click();
  });
  await expect.poll(() => isMainShown(app)).toBe(true);
});

test('Candor starts with the system where the person says so, and not by itself', async ({
  start,
  folder,
}) => {
  test.skip(process.platform !== 'linux', 'elsewhere the system itself would keep it');
  const config = join(folder, 'config');
  const file = join(config, 'autostart', 'candor.desktop');
  const { window, app } = await start({ env: { XDG_CONFIG_HOME: config } });
  const choose = async (isOn: boolean) => {
    const dialog = await openOptions(window);
    const box = dialog.getByRole('checkbox', { name: 'Start Candor when I log in to this device' });
    await expect(box).toBeChecked({ checked: !isOn });
    await box.setChecked(isOn);
    await dialog.getByRole('button', { name: 'OK' }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  expect(existsSync(file)).toBe(false);
  await choose(true);
  const executable = await app.evaluate(({ app: candor }) => candor.getPath('exe'));
  expect(readFileSync(file, 'utf8')).toContain(`Exec="${executable}" "`);
  await choose(false);
  expect(existsSync(file)).toBe(false);
});
