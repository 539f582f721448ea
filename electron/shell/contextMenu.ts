import { app, BrowserWindow, clipboard, Menu } from 'electron';
import type { TFunction } from 'i18next';
import { contextTemplate } from './contextMenuTemplate.ts';

/** Gives every window its context menus, by mouse and by the keyboard's own key. */
export function offerContextMenus(texts: () => TFunction): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_asked, params) => {
      const template = contextTemplate(texts(), params, {
        replaceMisspelling: (text) => {
          contents.replaceMisspelling(text);
        },
        copyText: (text) => {
          void clipboard.writeText(text);
        },
      });
      const window = BrowserWindow.fromWebContents(contents);
      if (template.length === 0 || !window) return;
      const { x, y, menuSourceType: sourceType } = params;
      Menu.buildFromTemplate(template).popup({ window, x, y, sourceType });
    });
  });
}
