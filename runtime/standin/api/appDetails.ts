import type * as Electron from 'electron';
import type { ChildProcess } from '../chromium/processes.ts';

/** What the command line and the application's package say about it. */
export type AppDetails = {
  readonly executable: string;
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly switches: Map<string, string>;
};

/** What `app` needs from the rest of the stand-in. */
export type AppDependencies = {
  /** Closes every window in turn; false as soon as one refuses. */
  closeWindows: () => boolean;
  windowCount: () => number;
  focusWindow: () => void;
  /** Ends Chromium. */
  stop: () => Promise<void>;
  userAgent: () => string;
  /** Electron creates it when it becomes ready. */
  defaultSession: () => Electron.Session;
  /** Chromium's processes as of a moment ago. */
  processes: () => readonly ChildProcess[];
};
