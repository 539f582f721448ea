import type * as Electron from 'electron';
import type { Session as Devtools } from '../chromium/connection.ts';
import { ignoreGone } from '../chromium/targets.ts';
import { strict } from '../unimplemented.ts';

export type Frames = {
  readonly main: Electron.WebFrameMain;
  mainId: () => string;
  /** The single object for a frame, for as long as the frame exists. */
  find: (id: string) => Electron.WebFrameMain;
  /** Starts listening, before the page's first document. */
  listen: (devtools: Devtools) => void;
  /** Learns which frame is the main one, once the page reports its frames. */
  follow: () => Promise<void>;
};

/** Follows a page's frames and presents each as Electron's WebFrameMain; the main one from the start. */
export function createFrames(toElectron: (url: string) => string): Frames {
  const urls = new Map<string, string>();
  const parents = new Map<string, string>();
  const faces = new Map<string, Electron.WebFrameMain>();
  let mainId = '';
  let followed: Devtools | undefined;
  const world: World = {
    devtools: () => {
      if (followed === undefined) throw new Error('The frame has not been loaded yet');
      return followed;
    },
    url: (id) => urls.get(id === MAIN ? mainId : id) ?? '',
    childrenOf: (id) =>
      [...parents]
        .filter(([, parent]) => parent === (id === MAIN ? mainId : id))
        .map(([child]) => find(child)),
  };
  const main = createFrame(MAIN, world, null, null);
  const find = (id: string): Electron.WebFrameMain => {
    if (id === mainId) return main;
    const parent = parents.get(id);
    const known =
      faces.get(id) ?? createFrame(id, world, parent === undefined ? main : find(parent), main);
    faces.set(id, known);
    return known;
  };
  const listen = (page: Devtools): void => {
    followed = page;
    page.on('Page.frameAttached', ({ frameId, parentFrameId }) => {
      parents.set(frameId, parentFrameId);
    });
    page.on('Page.frameNavigated', ({ frame }) => {
      urls.set(frame.id, toElectron(frame.url + (frame.urlFragment ?? '')));
    });
    page.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      urls.set(frameId, toElectron(url));
    });
    page.on('Page.frameDetached', ({ frameId }) => {
      for (const gone of [urls, faces, parents]) gone.delete(frameId);
    });
  };
  const follow = async (): Promise<void> => {
    mainId = (await world.devtools().send('Page.getFrameTree')).frameTree.frame.id;
  };
  return { main, mainId: () => mainId, find, listen, follow };
}

const MAIN = 'main';
/** What every frame's object needs from the page. */
type World = {
  devtools: () => Devtools;
  url: (id: string) => string;
  childrenOf: (id: string) => Electron.WebFrameMain[];
};

let lastRoutingId = 0;

function createFrame(
  id: string,
  { devtools, url, childrenOf }: World,
  parent: Electron.WebFrameMain | null,
  top: Electron.WebFrameMain | null,
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
      return url(id);
    },
    get origin() {
      return originOf(url(id));
    },
    parent,
    get top(): Electron.WebFrameMain {
      return top ?? whole;
    },
    get frames(): Electron.WebFrameMain[] {
      return childrenOf(id);
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

/** The origin as Chromium serialises it; Node serialises every origin outside the web's schemes as "null". */
function originOf(url: string): string {
  const [origin] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+/i.exec(url) ?? [];
  return origin ?? 'null';
}
