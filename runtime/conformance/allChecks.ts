import type { Check } from './checks.ts';
import { appChecks } from './checks/app.ts';
import { contentsChecks } from './checks/contents.ts';
import { contextMenuChecks } from './checks/contextMenus.ts';
import { desktopChecks } from './checks/desktop.ts';
import { hangChecks } from './checks/hangs.ts';
import { inputChecks } from './checks/input.ts';
import { ipcChecks } from './checks/ipc.ts';
import { lifeChecks } from './checks/life.ts';
import { menuChecks } from './checks/menus.ts';
import { pageChecks } from './checks/pages.ts';
import { sessionChecks } from './checks/sessions.ts';
import { storageChecks } from './checks/storage.ts';
import { systemChecks } from './checks/system.ts';
import { windowOptionChecks } from './checks/windowOptions.ts';
import { windowChecks } from './checks/windows.ts';

/** Every check, by subject, in the order in which one application goes through them. */
export const allChecks: Readonly<Record<string, readonly Check[]>> = {
  'The application': appChecks,
  'What pages and the main process say to each other': ipcChecks,
  'The application’s own pages': pageChecks,
  'Context menus': contextMenuChecks,
  Menus: menuChecks,
  Windows: windowChecks,
  'What windows are made with': windowOptionChecks,
  'The contents of windows': contentsChecks,
  'A person’s hand': inputChecks,
  'Pages that do not answer': hangChecks,
  Sessions: sessionChecks,
  'The desktop': desktopChecks,
  'What is kept under lock': storageChecks,
  'The life of the process': lifeChecks,
  // Last, since it kills Chromium's network service.
  'The system': systemChecks,
};
