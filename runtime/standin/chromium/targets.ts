import type { Chromium } from './launch.ts';
import type { Session } from './connection.ts';

export type Tab = {
  readonly targetId: string;
  readonly session: Session;
  /** Calls the listener with Chromium's description when the renderer crashes, possibly more than once. */
  onCrashed: (listener: (status: string, code: number) => void) => void;
  onGone: (listener: () => void) => void;
  /** Its title or address may have changed. */
  onChanged: (listener: () => void) => void;
};

export type Targets = { open: (width: number, height: number) => Promise<Tab> };

/** Keeps track of Chromium's pages: requested ones are handed out, any other is closed unloaded. */
export async function watchTargets(chromium: Chromium): Promise<Targets> {
  const { browser, session } = chromium.connection;
  const attached = new Map<string, Session>();
  const claims = new Map<string, (found: { targetId: string; session: Session }) => void>();
  const crashes = new Map<string, (status: string, code: number) => void>();
  const goings = new Map<string, () => void>();
  const changes = new Map<string, () => void>();
  let windows = 0;

  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const { targetId, type, url } = targetInfo;
    const opened = session(sessionId);
    if (type !== 'page') {
      void opened.send('Runtime.runIfWaitingForDebugger').catch(ignoreGone);
    } else if (!isStart(url)) {
      void browser.send('Target.closeTarget', { targetId }).catch(ignoreGone);
    } else {
      attached.set(targetId, opened);
      claims.get(targetId)?.({ targetId, session: opened });
      claims.get(url)?.({ targetId, session: opened });
    }
  });
  browser.on('Target.targetDestroyed', ({ targetId }) => {
    attached.delete(targetId);
    goings.get(targetId)?.();
  });
  browser.on('Target.targetInfoChanged', ({ targetInfo }) => {
    changes.get(targetInfo.targetId)?.();
  });
  browser.on('Target.targetCrashed', ({ targetId, status, errorCode }) => {
    crashes.get(targetId)?.(status, errorCode);
  });
  await browser.send('Target.setDiscoverTargets', { discover: true });
  await browser.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
  });

  const create = async (
    width: number,
    height: number,
  ): Promise<{ targetId: string; session: Session }> => {
    if (!chromium.headless) {
      windows += 1;
      const url = `data:text/html;window-${windows},`;
      const found = new Promise<{ targetId: string; session: Session }>((resolve) =>
        claims.set(url, resolve),
      );
      chromium.openWindow(url);
      return found;
    }
    const { targetId } = await browser.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true, // A tab could not have a size of its own.
      width,
      height,
    });
    const known = attached.get(targetId);
    if (known !== undefined) return { targetId, session: known };
    return new Promise((resolve) => claims.set(targetId, resolve));
  };
  return {
    open: async (width, height) => {
      const found = await create(width, height);
      await resizeContents(browser, found.targetId, width, height);
      return {
        ...found,
        onCrashed: (listener) => crashes.set(found.targetId, listener),
        onGone: (listener) => goings.set(found.targetId, listener),
        onChanged: (listener) => changes.set(found.targetId, listener),
      };
    },
  };
}

/** A requested window starts here; one that a page opened by itself starts elsewhere. */
export function isStart(url: string): boolean {
  return url === '' || url === 'about:blank' || /^data:text\/html;window-\d+,$/.test(url);
}

/** Sizes the window's content, whatever frame this Chromium puts around it. */
export async function resizeContents(
  browser: Session,
  targetId: string,
  width: number,
  height: number,
): Promise<void> {
  const { windowId } = await browser.send('Browser.getWindowForTarget', { targetId });
  await browser
    .send('Browser.setContentsSize', { windowId, width, height })
    .catch(() => browser.send('Browser.setWindowBounds', { windowId, bounds: { width, height } }))
    .catch(ignoreGone); // Then only the size is Chromium's own.
}

/** A page may go away while something is sent to it; that is not an error. */
export function ignoreGone(error: unknown): void {
  if (!(error instanceof Error)) throw error;
}
