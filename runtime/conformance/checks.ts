import type * as Electron from 'electron';
import type { ElectronApplication, Page } from 'playwright';

/** What the application under test provides in its main process, as the global `conformance`. */
export type Kit = {
  /** The events that it has received since it began. */
  readonly events: string[];
  readonly secondInstances: { argv: string[]; folder: string; data: unknown }[];
  /** The requests that its own server received. */
  readonly requests: { url: string; headers: NodeJS.Dict<string | string[]> }[];
  readonly preload: string;
  /** The state before the application was ready. */
  readonly early: { isReady: boolean; proxied: string };
  /** The error that an action throws or rejects with, as text; `none` if it succeeds. */
  failure: (act: () => unknown) => Promise<string>;
  /** Opens a hidden window, and loads one of the application's own pages. */
  open: (
    options?: Electron.BrowserWindowConstructorOptions,
    url?: string,
  ) => Promise<Electron.BrowserWindow>;
  /** A server on loopback that answers everything. */
  serve: () => Promise<{ url: string; close: () => void }>;
};

/** A finished process that lived through one of the application's scenarios. */
export type Life = {
  readonly code: number | null;
  /** What the scenario printed. */
  readonly lines: readonly string[];
  /** Its complete error output. */
  readonly errors: string;
};

/** The running application that the checks share. */
export type Running = {
  readonly kind: 'electron' | 'stand-in';
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Its own user-data folder. */
  readonly folder: string;
  /** Starts another process of the application, and waits for its end. */
  live: (args: readonly string[]) => Promise<Life>;
  /** The page whose address has this query, once an action in the main process has opened it. */
  opened: (query: string, open: () => Promise<unknown>) => Promise<Page>;
};
export type See = (running: Running) => Promise<unknown>;

/** One thing that Electron says about its API, and how to see whether it is true. */
export type Check = {
  /** The members of Electron's API that it is about, as electronUse names them. */
  readonly of: readonly string[];
  /** What Electron does. */
  readonly says: string;
  /** Where Electron says it: a file of its repository, and the title of the test or the heading. */
  readonly source: string;
} & (
  | {
      readonly see: See;
      readonly expected: unknown;
      /** Why the stand-in behaves differently, if it does: then the check must fail on it. */
      readonly differs?: string;
    }
  | {
      /** Why no test can show it here, on either runtime. */
      readonly cannot: string;
    }
);

/** Looks in the application's main process. */
export function inMain(look: (electron: typeof Electron) => unknown): See {
  return ({ app }) => app.evaluate(look);
}

/** Looks in the page of the application's first window. */
export function inPage(look: () => unknown): See {
  return ({ page }) => page.evaluate(look);
}
