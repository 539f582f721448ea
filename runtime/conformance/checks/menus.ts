import { inMain, type Check, type Kit } from '../checks.ts';

declare const conformance: Kit;

const spec = (title: string): string => `spec/api-menu-spec.ts "${title}"`;
const itemSpec = (title: string): string => `spec/api-menu-item-spec.ts "${title}"`;

/** Menus as they are built, read and clicked by program; nothing can draw them here. */
export const menuChecks: readonly Check[] = [
  {
    of: ['Menu.buildFromTemplate', 'MenuItemConstructorOptions.label', 'MenuItem.label'],
    says: 'Items in the template’s order, with what else it gave them.',
    source: spec('Menu.buildFromTemplate should be able to attach extra fields'),
    see: inMain(({ Menu }) => {
      const menu = Menu.buildFromTemplate([
        { label: 'One', extra: 'kept' } as object,
        { label: 'Two' },
      ]);
      return [menu.items.map(({ label }) => label), (menu.items[0] as { extra?: string }).extra];
    }),
    expected: [['One', 'Two'], 'kept'],
  },
  {
    of: ['Menu.buildFromTemplate'],
    says: 'What is no list, and an item without label, role or type, is an error.',
    source: spec(
      'Menu.buildFromTemplate does throw exception for object without role, label, or type attribute',
    ),
    see: inMain(({ Menu }) =>
      Promise.all(
        [{}, [{ visible: true }], [null]].map((template) =>
          conformance
            .failure(() => Menu.buildFromTemplate(template as never))
            .then((text) => /^TypeError: Invalid template for Menu/.test(text)),
        ),
      ),
    ),
    expected: [true, true, true],
  },
  {
    of: ['MenuItemConstructorOptions.type', 'MenuItem.type'],
    says: 'Separators at the edges and beside each other are left out; an unknown type is an error.',
    source: spec(
      'Menu.buildFromTemplate Menu sorting and building should filter excess menu separators',
    ),
    see: inMain(async ({ Menu }) => {
      const separator = { type: 'separator' } as const;
      const menu = Menu.buildFromTemplate([
        separator,
        { label: 'One' },
        separator,
        separator,
        { label: 'Two' },
        separator,
      ]);
      const wrong = { label: 'Wrong', type: 'wrong' as 'normal' };
      return [
        menu.items.map(({ type }) => type),
        await conformance.failure(() => Menu.buildFromTemplate([wrong])),
      ];
    }),
    expected: [['normal', 'separator', 'normal'], 'Error: Unknown menu item type: wrong'],
  },
  {
    of: ['MenuItemConstructorOptions.submenu'],
    says: 'A submenu is a menu itself, and its item of the type submenu; the type alone is an error.',
    source: itemSpec(
      'MenuItems MenuItem with submenu type and missing submenu throws an exception',
    ),
    see: inMain(async ({ Menu }) => {
      const [item] = Menu.buildFromTemplate([{ label: 'All', submenu: [{ label: 'One' }] }]).items;
      const lacking = { label: 'All', type: 'submenu' as const };
      return [
        item?.type,
        item?.submenu?.items.map(({ label }) => label),
        await conformance.failure(() => Menu.buildFromTemplate([lacking])),
      ];
    }),
    expected: ['submenu', ['One'], 'Error: Invalid submenu'],
  },
  {
    of: ['MenuItemConstructorOptions.click', 'MenuItem.click'],
    says: 'click is called with the item, the window and the event.',
    source: itemSpec('MenuItems MenuItem.click should be called with the item object passed'),
    see: inMain(({ Menu, BrowserWindow }) => {
      const called: unknown[][] = [];
      const [item] = Menu.buildFromTemplate([
        { label: 'One', click: (...args: unknown[]) => void called.push(args) },
      ]).items;
      const window = new BrowserWindow({ show: false });
      const click = item?.click as unknown as (...args: unknown[]) => void;
      click({ shiftKey: true }, window, window.webContents);
      window.destroy();
      return [called[0]?.[0] === item, called[0]?.[1] === window, called[0]?.[2]];
    }),
    expected: [true, true, { shiftKey: true }],
  },
  {
    of: ['MenuItemConstructorOptions.role', 'MenuItem.role'],
    says: 'A role has a label and a key of its own, is told in small letters, and does its work in the place of click.',
    source:
      itemSpec('MenuItems MenuItem role execution executes roles with native role functions') +
      ', docs/api/menu-item.md "menuItem.role"',
    see: inMain(({ Menu, BrowserWindow }) => {
      let clicked = 0;
      const [item] = Menu.buildFromTemplate([
        { role: 'toggleFullScreen' as 'togglefullscreen', click: () => (clicked += 1) },
      ]).items;
      const window = new BrowserWindow({ show: false });
      const asked: boolean[] = [];
      window.setFullScreen = (on: boolean) => void asked.push(on);
      (item?.click as unknown as (...args: unknown[]) => void)({}, window, window.webContents);
      window.destroy();
      return [item?.role, item?.label, asked, clicked];
    }),
    expected: ['togglefullscreen', 'Toggle Full Screen', [true], 0],
  },
  {
    of: [
      'MenuItemConstructorOptions.accelerator',
      'MenuItemConstructorOptions.registerAccelerator',
    ],
    says: 'The keys that the template or else the role gives; the page itself acts on those for editing.',
    source:
      itemSpec('MenuItems MenuItem role returns the correct default accelerator') +
      ', itemSpec "allows a custom accelerator and label to be set"'.replace(
        'itemSpec',
        'spec/api-menu-item-spec.ts',
      ),
    see: inMain(({ Menu }) =>
      Menu.buildFromTemplate([
        { label: 'Own', accelerator: 'F1' },
        { label: 'Own', accelerator: 'F2', registerAccelerator: false },
        { role: 'close' },
        { role: 'copy' },
        { role: 'zoomIn' },
        { role: 'services' },
      ]).items.map(({ accelerator, registerAccelerator }) => [accelerator, registerAccelerator]),
    ),
    expected: [
      ['F1', true],
      ['F2', false],
      ['CommandOrControl+W', true],
      ['CommandOrControl+C', false],
      ['CommandOrControl+Plus', true],
      [null, true],
    ],
  },
  {
    of: ['MenuItemConstructorOptions.enabled'],
    says: 'An item is enabled unless its template says otherwise; a program can click it all the same.',
    source:
      itemSpec('MenuItems MenuItem.click should be called with the item object passed') +
      ', docs/api/menu-item.md "menuItem.enabled"',
    see: inMain(({ Menu }) => {
      let clicked = 0;
      const { items } = Menu.buildFromTemplate([
        { label: 'On' },
        { label: 'Off', enabled: false, click: () => (clicked += 1) },
      ]);
      items[1]?.click();
      return [items.map(({ enabled }) => enabled), clicked];
    }),
    expected: [[true, false], 1],
  },
  {
    of: ['Menu.setApplicationMenu'],
    says: 'The menu that was set is the application’s, and null takes it away.',
    source: spec('Menu.setApplicationMenu unsets a menu with null'),
    see: inMain(({ Menu }) => {
      const before = Menu.getApplicationMenu();
      const menu = Menu.buildFromTemplate([{ label: 'One' }]);
      Menu.setApplicationMenu(menu);
      const set = Menu.getApplicationMenu() === menu;
      Menu.setApplicationMenu(null);
      const unset = Menu.getApplicationMenu();
      Menu.setApplicationMenu(before);
      return [set, unset];
    }),
    expected: [true, null],
  },
  {
    of: ['MenuItemConstructorOptions.accelerator'],
    says: 'Its key in a window does what the item does.',
    source: 'docs/tutorial/keyboard-shortcuts.md, docs/api/menu-item.md "menuItem.accelerator"',
    see: async ({ app, page }) => {
      await app.evaluate(({ Menu }) => {
        const click = () => conformance.events.push('accelerator');
        const menu = Menu.buildFromTemplate([
          {
            label: 'All',
            submenu: [{ label: 'One', accelerator: 'CommandOrControl+Shift+S', click }],
          },
        ]);
        Menu.setApplicationMenu(menu);
      });
      await page.keyboard.press('Control+Shift+S');
      return app.evaluate(async () => {
        while (!conformance.events.includes('accelerator')) await new Promise(setImmediate);
        return conformance.events.filter((event) => event === 'accelerator').length;
      });
    },
    expected: 1,
  },
  {
    of: [
      'Menu.popup',
      'PopupOptions.window',
      'PopupOptions.x',
      'PopupOptions.y',
      'PopupOptions.sourceType',
    ],
    says: 'Shows the menu at that place of the window, told by menu-will-show; options that are none are an error.',
    source:
      spec('Menu.popup should emit menu-will-show event') +
      ', ' +
      spec('Menu.popup throws an error if options is not an object'),
    differs: 'No menu is drawn; the stand-in’s flows click its items by program.',
    see: inMain(async ({ Menu, BrowserWindow }) => {
      const window = new BrowserWindow();
      const menu = Menu.buildFromTemplate([{ label: 'One' }]);
      let shown = false;
      menu.once('menu-will-show', () => {
        shown = true;
      });
      menu.popup({ window, x: 10, y: 10, sourceType: 'keyboard' });
      await new Promise((resolve) => setTimeout(resolve, 500));
      menu.closePopup(window);
      window.destroy();
      return shown;
    }),
    expected: true,
  },
];
