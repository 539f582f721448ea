import type * as Electron from 'electron';

/** The heights of what is above a page, in pixels: the stand-in draws neither, but counts both as desktops do. */
const TITLE_BAR = 30;
const MENU_BAR = 26;

type Size = { width: number; height: number };

export type WindowFrame = {
  /** The size of a window around a page of this size. */
  around: <Kind extends Size>(content: Kind) => Kind;
  /** The size of the page in a window of this size. */
  within: <Kind extends Size>(outer: Kind) => Kind;
  removeMenu: () => void;
};

/** The frame of a window: its title bar, and the menu that Electron puts below it except on macOS. */
export function createWindowFrame(
  { frame = true, autoHideMenuBar = false }: Electron.BrowserWindowConstructorOptions,
  platform: NodeJS.Platform,
): WindowFrame {
  let hasMenu = frame && !autoHideMenuBar && platform !== 'darwin';
  const height = () => (frame ? TITLE_BAR : 0) + (hasMenu ? MENU_BAR : 0);
  return {
    around: (content) => ({ ...content, height: content.height + height() }),
    within: (outer) => ({ ...outer, height: Math.max(0, outer.height - height()) }),
    removeMenu: () => {
      hasMenu = false;
    },
  };
}
