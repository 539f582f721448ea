import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Locator } from 'playwright';
import { expect, test } from './fixtures/candor.ts';
import { people } from './fixtures/pool.ts';
import { addContact, signIn } from './fixtures/talking.ts';

/** How a desktop application is expected to behave, apart from what it is for. */

const boundsOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());

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

test('a window opens where and as large as it was closed, and never where no display shows it', async ({
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
  await second.quit();

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

test('a link dragged onto a conversation is written, not gone to; other things are left alone', async ({
  start,
  pool,
}) => {
  const { window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
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
});
