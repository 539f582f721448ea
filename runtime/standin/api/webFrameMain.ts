import type * as Electron from 'electron';
import type { Session as Devtools } from '../chromium/connection.ts';
import { ignoreGone } from '../chromium/targets.ts';
import { strict } from '../unimplemented.ts';

export type Frames = {
  readonly main: Electron.WebFrameMain;
  mainId: () => string;
  /** The frame's one face, for as long as the frame is there. */
  find: (id: string) => Electron.WebFrameMain;
  follow: (devtools: Devtools) => Promise<void>;
};

/** Follows a page's frames and shows each as Electron's WebFrameMain; the main one from the start. */
export function createFrames(toElectron: (url: string) => string): Frames {
  const urls = new Map<string, string>();
  const faces = new Map<string, Electron.WebFrameMain>();
  let mainId = '';
  let followed: Devtools | undefined;
  const devtools = (): Devtools => {
    if (followed === undefined) throw new Error('The frame has not been loaded yet');
    return followed;
  };
  const main = createFrame('main', devtools, () => urls.get(mainId) ?? '', null);
  const find = (id: string): Electron.WebFrameMain => {
    if (id === mainId) return main;
    const known = faces.get(id) ?? createFrame(id, devtools, () => urls.get(id) ?? '', main);
    faces.set(id, known);
    return known;
  };
  const follow = async (page: Devtools): Promise<void> => {
    followed = page;
    page.on('Page.frameNavigated', ({ frame }) => {
      urls.set(frame.id, toElectron(frame.url + (frame.urlFragment ?? '')));
    });
    page.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      urls.set(frameId, toElectron(url));
    });
    page.on('Page.frameDetached', ({ frameId }) => {
      urls.delete(frameId);
      faces.delete(frameId);
    });
    mainId = (await page.send('Page.getFrameTree')).frameTree.frame.id;
  };
  return { main, mainId: () => mainId, find, follow };
}

let lastRoutingId = 0;

function createFrame(
  id: string,
  devtools: () => Devtools,
  url: () => string,
  parent: Electron.WebFrameMain | null,
): Electron.WebFrameMain {
  lastRoutingId += 1;
  const face = {
    routingId: lastRoutingId,
    processId: 1,
    frameTreeNodeId: lastRoutingId,
    name: '',
    frameToken: id,
    detached: false,
    get url() {
      return url();
    },
    get origin() {
      return originOf(url());
    },
    parent,
    get top(): Electron.WebFrameMain {
      return parent ?? whole;
    },
    isDestroyed: () => false,
    executeJavaScript: async (code: string): Promise<unknown> => {
      const { result } = await devtools().send('Runtime.evaluate', {
        expression: code,
        awaitPromise: true,
        returnByValue: true,
      });
      return result.value as unknown;
    },
    reload: () => {
      devtools().send('Page.reload').catch(ignoreGone);
      return true;
    },
  } satisfies Partial<Electron.WebFrameMain>;
  const lenient: unknown = strict('WebFrameMain', 'webFrameMain.ts', face);
  const whole = lenient as Electron.WebFrameMain;
  return whole;
}

/** The origin as Chromium serialises it; Node calls every origin outside the web's schemes "null". */
function originOf(url: string): string {
  const [origin] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/i.exec(url) ?? [];
  return origin ?? 'null';
}
