import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { TFunction } from 'i18next';

/** Sets the application's menu, in the language of the texts. */
export function setMenu(
  t: TFunction,
  actions: {
    readonly openOptions: () => void;
    readonly openHelp: () => void;
    readonly openViewer: () => void;
    readonly openProblem: () => void;
    readonly showLogFolder: () => void;
  },
): void {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const template: MenuItemConstructorOptions[] = [
    {
      label: t('menu.file'),
      submenu: [
        {
          label: t('menu.options'),
          accelerator: 'CommandOrControl+,',
          // The window listens for the key itself, so that it works where no menu is shown.
          registerAccelerator: false,
          click: actions.openOptions,
        },
        separator,
        { label: t('menu.quit'), role: 'quit' },
      ],
    },
    {
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
    },
    {
      label: t('menu.view'),
      submenu: [
        {
          label: t('viewer.title'),
          accelerator: 'CommandOrControl+Shift+S',
          click: actions.openViewer,
        },
        separator,
        { label: t('menu.actualSize'), role: 'resetZoom' },
        { label: t('menu.zoomIn'), role: 'zoomIn' },
        { label: t('menu.zoomOut'), role: 'zoomOut' },
        separator,
        { label: t('menu.fullScreen'), role: 'togglefullscreen' },
      ],
    },
    {
      label: t('menu.help'),
      role: 'help',
      submenu: [
        { label: t('menu.whatIsSent'), accelerator: 'F1', click: actions.openHelp },
        { label: t('menu.reportProblem'), accelerator: 'Shift+F1', click: actions.openProblem },
        { label: t('menu.showLogFolder'), click: actions.showLogFolder },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
