import { Menu } from 'electron';
import type { TFunction } from 'i18next';
import { menuTemplate, type MenuActions } from './menuTemplate.ts';

/** Sets the application's menu, in the language of the texts. */
export function setMenu(t: TFunction, actions: MenuActions): void {
  const template = menuTemplate(t, actions, process.platform);
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
