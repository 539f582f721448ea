import type { EventEmitter } from 'node:events';
import type * as Electron from 'electron';
import type { SessionCore } from './api/session.ts';
import type { Frames } from './api/webFrameMain.ts';

export type WindowOpenHandler = Parameters<Electron.WebContents['setWindowOpenHandler']>[0];

/** What a page knows about its web contents. */
export type PageOptions = {
  readonly core: SessionCore;
  readonly contents: () => Electron.WebContents;
  readonly frames: Frames;
  readonly events: EventEmitter;
  readonly preload: string | undefined;
  readonly argv: readonly string[];
  openHandler: () => WindowOpenHandler | undefined;
  onCrash: (crashed: boolean) => void;
  isCrashed: () => boolean;
  titleMayHaveChanged: () => void;
};
