import { app, type WebContents } from 'electron';
import { createPresses, type Presses } from '../core/windows/presses.ts';

/** Whose hand is behind a window's request, as the main process itself has heard it. */
export interface UserActivation {
  /** Whether a press in this window permits its current request, which uses it up. */
  readonly take: (contents: WebContents) => boolean;
  /** A press elsewhere permits this window's next action. */
  readonly lend: (contents: WebContents) => void;
}

const downs = new Set<string>(['mouseDown', 'rawKeyDown', 'keyDown', 'touchStart']);
const ups = new Set<string>(['mouseUp', 'keyUp', 'touchEnd']);

/**
 * Listens for input, which Chromium reports to the main process before the page: no script can fake it. Called before
 * windows are opened.
 */
export function watchUserActivation(): UserActivation {
  const pressesOf = new WeakMap<WebContents, Presses>();
  app.on('web-contents-created', (_event, contents) => {
    const presses = createPresses(() => performance.now());
    pressesOf.set(contents, presses);
    contents.on('input-event', (_input, { type, modifiers = [] }) => {
      // A key that is held down is one press, however often it repeats.
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
