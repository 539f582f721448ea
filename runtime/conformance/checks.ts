import type * as Electron from 'electron';
import type { ElectronApplication, Page } from 'playwright';

/** What the application under test offers in its main process, as the global `conformance`. */
export type Kit = {
  /** What it has heard since it began. */
  readonly events: string[];
  readonly secondInstances: { argv: string[]; folder: string; data: unknown }[];
  /** What its own server was asked. */
  readonly requests: { url: string; headers: NodeJS.Dict<string | string[]> }[];
  readonly preload: string;
  /** What was so before the application was ready. */
  readonly early: { isReady: boolean; proxied: string };
  /** What a deed throws or is refused with, as text; `none` where it succeeds. */
  failure: (act: () => unknown) => Promise<string>;
  /** Opens a window that is not shown, and loads a page of the application's own. */
  open: (
    options?: Electron.BrowserWindowConstructorOptions,
    url?: string,
  ) => Promise<Electron.BrowserWindow>;
  /** A server on loopback, which answers everything. */
  serve: () => Promise<{ url: string; close: () => void }>;
};

/** An ended process that lived one of the application's scenarios. */
export type Life = {
  readonly code: number | null;
  /** What the scenario said. */
  readonly lines: readonly string[];
  /** Its whole error output. */
  readonly errors: string;
};

/** The started application that the checks share. */
export type Running = {
  readonly kind: 'electron' | 'stand-in';
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Its own folder of user data. */
  readonly folder: string;
  /** Starts another process of the application, and waits for its end. */
  live: (args: readonly string[]) => Promise<Life>;
  /** The page whose address has this query, once a deed in the main process has opened it. */
  opened: (query: string, open: () => Promise<unknown>) => Promise<Page>;
};
export type See = (running: Running) => Promise<unknown>;

/** One thing that Electron says of its API, and how to see whether it is so. */
export type Check = {
  /** The members of Electron's API that it is about, as electronUse names them. */
  readonly of: readonly string[];
  /** What Electron does. */
  readonly says: string;
  /** Where Electron says it: a file of its repository, and the test's title or the heading. */
  readonly source: string;
} & (
  | {
      readonly see: See;
      readonly expected: unknown;
      /** Why the stand-in does otherwise, where it does: then the check must fail on it. */
      readonly differs?: string;
    }
  | {
      /** Why no test can show it here, on either. */
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
