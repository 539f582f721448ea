import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';
import { matches, type KeyPress } from './accelerator.ts';
import { roleFacts } from './menuRoleFacts.ts';
import { runRole } from './menuRoles.ts';
import { checkedTemplate, refuseWrongType } from './menuTemplates.ts';

type Template = Electron.MenuItemConstructorOptions;
/** Electron's MenuItem, without its claim to be an instance of that class. */
type Item = Omit<Template, 'submenu' | 'click'> & {
  commandId: number;
  submenu: Menu | undefined;
  click: (
    event?: Electron.KeyboardEvent,
    window?: Electron.BrowserWindow | null,
    contents?: Electron.WebContents,
  ) => void;
};
type Menu = { items: Item[] };

export type MenuCore = {
  readonly Menu: typeof Electron.Menu;
  readonly MenuItem: typeof Electron.MenuItem;
  pressed: (key: KeyPress, contents: Electron.WebContents) => void;
};
export type MenuDependencies = {
  app: () => Electron.App;
  focused: () => Electron.BrowserWindow | null;
};

/** Menus that nobody draws: they can be read, clicked by program and reached by their accelerators. */
export function createMenus(dependencies: MenuDependencies): MenuCore {
  let applicationMenu: Menu | null = null;
  const build = menuBuilder(dependencies);
  const statics = {
    buildFromTemplate: build.menu,
    setApplicationMenu: (menu: Menu | null) => {
      applicationMenu = menu;
    },
    getApplicationMenu: () => applicationMenu,
  } satisfies Partial<Record<keyof typeof Electron.Menu, unknown>>;
  function StandInMenu(): Menu {
    return build.menu([]);
  }
  function StandInMenuItem(template: Template): Item {
    return build.item(template);
  }
  const face: unknown = strict('Menu', 'menu.ts', Object.assign(StandInMenu, statics));
  return {
    Menu: face as typeof Electron.Menu,
    MenuItem: StandInMenuItem as unknown as typeof Electron.MenuItem,
    pressed: (key, contents) => {
      const item = flatten(applicationMenu?.items ?? []).find(
        ({ accelerator, registerAccelerator, enabled }) =>
          enabled === true &&
          registerAccelerator === true &&
          typeof accelerator === 'string' &&
          matches(accelerator, key),
      );
      item?.click({ triggeredByAccelerator: true }, dependencies.focused(), contents);
    },
  };
}

function menuBuilder({ app, focused }: MenuDependencies) {
  let lastCommand = 0;
  const makeItem = (template: Template): Item => {
    const { submenu, click } = template;
    const role = template.role?.toLowerCase() as Template['role'];
    const facts = roleFacts(role);
    const type = template.type ?? (submenu === undefined ? 'normal' : 'submenu');
    refuseWrongType(type, submenu);
    lastCommand += 1;
    const item: Item = {
      ...template,
      ...(role === undefined ? {} : { role }),
      label: template.label ?? facts.label ?? '',
      // Electron's own items have null if neither template nor role has keys.
      accelerator: template.accelerator ?? facts.accelerator ?? (null as unknown as string),
      registerAccelerator: template.registerAccelerator ?? facts.isPages !== true,
      commandId: lastCommand,
      enabled: template.enabled ?? true,
      visible: template.visible ?? true,
      checked: template.checked ?? false,
      type,
      submenu: Array.isArray(submenu)
        ? makeMenu(submenu)
        : (submenu as unknown as Menu | undefined),
      click: (event = {}, window = focused(), contents = window?.webContents) => {
        if (item.type === 'checkbox') item.checked = item.checked !== true;
        if (role !== undefined && runRole(role, app(), window, contents)) return;
        const act = click as ((...args: unknown[]) => void) | undefined;
        act?.(item, window ?? undefined, event);
      },
    };
    return item;
  };
  const makeMenu = (templates: readonly (Template | object)[]): Menu => {
    const items = checkedTemplate(templates).map((item) =>
      'commandId' in item ? (item as Item) : makeItem(item),
    );
    const menu = {
      items,
      append: (item: Item) => {
        items.push(item);
      },
      insert: (position: number, item: Item) => {
        items.splice(position, 0, item);
      },
      getMenuItemById: (id: string) => flatten(items).find((item) => item.id === id) ?? null,
      popup: () => undefined,
      closePopup: () => undefined,
    } satisfies Partial<Record<keyof Electron.Menu, unknown>>;
    return strict('Menu', 'menu.ts', menu);
  };
  return { menu: makeMenu, item: makeItem };
}

function flatten(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...flatten(item.submenu?.items ?? [])]);
}
