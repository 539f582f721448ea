import { app, type WebContents } from 'electron';
import { createPresses, type Presses } from '../core/windows/presses.ts';

/** Whose hand is behind what a window asks, as the main process has heard it itself. */
export interface UserActivation {
  /** Whether a press in this window stands for what it asks now; it is used up by this. */
  readonly take: (contents: WebContents) => boolean;
  /** A press elsewhere stands for the next deed of this window. */
  readonly lend: (contents: WebContents) => void;
}

const downs = new Set<string>(['mouseDown', 'rawKeyDown', 'keyDown', 'touchStart']);
const ups = new Set<string>(['mouseUp', 'keyUp', 'touchEnd']);

/**
 * Listens for input, which Chromium tells the main process of before the page: no script makes any. To be called
 * before windows are opened.
 */
export function watchUserActivation(): UserActivation {
  const pressesOf = new WeakMap<WebContents, Presses>();
  app.on('web-contents-created', (_event, contents) => {
    const presses = createPresses(() => performance.now());
    pressesOf.set(contents, presses);
    contents.on('input-event', (_input, { type, modifiers = [] }) => {
      // A key that is held down is one press, however often it repeats itself.
      if (downs.has(type) && !modifiers.includes('isautorepeat')) presses.down();
      if (ups.has(type)) presses.up();
    });
  });
  return {
    take: (contents) => pressesOf.get(contents)?.take() ?? false,
    lend: (contents) => {
      pressesOf.get(contents)?.down();
    },
  };
}
