import type { MenuItemConstructorOptions } from 'electron';
import type { TFunction } from 'i18next';

type Items = MenuItemConstructorOptions[];

export interface MenuActions {
  readonly openOptions: () => void;
  readonly openHelp: () => void;
  readonly openViewer: () => void;
  readonly openProblem: () => void;
  readonly openAbout: () => void;
  readonly showLogFolder: () => void;
}

const separator = { type: 'separator' } as const;

/** Options, at each platform's usual place: macOS calls it Settings. */
const optionsItem = (label: string, { openOptions }: MenuActions): Items[number] => ({
  label,
  accelerator: 'CommandOrControl+,',
  // The window listens for the key itself, so that it works where no menu is shown.
  registerAccelerator: false,
  click: openOptions,
});

/** On macOS the first menu bears the application's name, and holds what concerns the whole of it. */
const appMenu = (t: TFunction, actions: MenuActions): Items[number] => ({
  label: t('app.name'),
  submenu: [
    { label: t('menu.about'), click: actions.openAbout },
    separator,
    optionsItem(t('menu.settings'), actions),
    separator,
    { label: t('menu.services'), role: 'services' },
    separator,
    { label: t('menu.hide'), role: 'hide' },
    { label: t('menu.hideOthers'), role: 'hideOthers' },
    { label: t('menu.showAll'), role: 'unhide' },
    separator,
    { label: t('menu.quit'), role: 'quit' },
  ],
});

const fileMenu = (
  t: TFunction,
  actions: MenuActions,
  platform: NodeJS.Platform,
): Items[number] => ({
  label: t('menu.file'),
  submenu:
    platform === 'darwin'
      ? [{ label: t('menu.closeWindow'), role: 'close' }]
      : [
          optionsItem(t('menu.options'), actions),
          separator,
          { label: t('menu.closeWindow'), role: 'close' },
          { label: platform === 'win32' ? t('menu.exit') : t('menu.quit'), role: 'quit' },
        ],
});

const editMenu = (t: TFunction): Items[number] => ({
  label: t('menu.edit'),
  submenu: [
    { label: t('menu.undo'), role: 'undo' },
    { label: t('menu.redo'), role: 'redo' },
    separator,
    { label: t('menu.cut'), role: 'cut' },
    { label: t('menu.copy'), role: 'copy' },
    { label: t('menu.paste'), role: 'paste' },
    { label: t('menu.selectAll'), role: 'selectAll' },
  ],
});

const viewMenu = (t: TFunction, { openViewer }: MenuActions): Items[number] => ({
  label: t('menu.view'),
  submenu: [
    { label: t('viewer.title'), accelerator: 'CommandOrControl+Shift+S', click: openViewer },
    separator,
    { label: t('menu.actualSize'), role: 'resetZoom' },
    { label: t('menu.zoomIn'), role: 'zoomIn' },
    { label: t('menu.zoomOut'), role: 'zoomOut' },
    separator,
    { label: t('menu.fullScreen'), role: 'togglefullscreen' },
  ],
});

const windowMenu = (t: TFunction): Items[number] => ({
  label: t('menu.window'),
  role: 'window',
  submenu: [
    { label: t('menu.minimize'), role: 'minimize' },
    { label: t('menu.zoom'), role: 'zoom' },
    separator,
    { label: t('menu.bringToFront'), role: 'front' },
  ],
});

const helpMenu = (
  t: TFunction,
  actions: MenuActions,
  platform: NodeJS.Platform,
): Items[number] => ({
  label: t('menu.help'),
  role: 'help',
  submenu: [
    {
      label: t('menu.whatIsSent'),
      accelerator: 'F1',
      click: () => {
        actions.openHelp();
      },
    },
    { label: t('menu.reportProblem'), accelerator: 'Shift+F1', click: actions.openProblem },
    { label: t('menu.showLogFolder'), click: actions.showLogFolder },
    ...(platform === 'darwin'
      ? []
      : [separator, { label: t('menu.about'), click: actions.openAbout }]),
  ],
});

/** The application's menu by the platform's conventions, in the language of the texts. */
export const menuTemplate = (
  t: TFunction,
  actions: MenuActions,
  platform: NodeJS.Platform,
): Items => [
  ...(platform === 'darwin' ? [appMenu(t, actions)] : []),
  fileMenu(t, actions, platform),
  editMenu(t),
  viewMenu(t, actions),
  ...(platform === 'darwin' ? [windowMenu(t)] : []),
  helpMenu(t, actions, platform),
];
