import type { WebContents } from 'electron';
import { parseRelayUri } from '../../contract/relays.ts';

/** As a URL, by which the system names proxies; undefined if it is reached over UDP, which no proxy governs. */
function overTcp(uri: string): URL | undefined {
  const address = parseRelayUri(uri);
  if (address?.transport !== 'tcp') return undefined;
  return URL.parse(`https://${address.host}:${address.port}`) ?? undefined;
}

/**
 * The relays (TURN) that windows may reach over TCP, each until it is closed or its window shows another document.
 * @param onChange called when there are more or fewer.
 */
export function createRelayWays(onChange: () => void) {
  const known = new WeakSet<WebContents>();
  const opened = new Map<WebContents, readonly URL[]>();
  const close = (contents: WebContents): void => {
    if (opened.delete(contents)) onChange();
  };
  const closeInTime = (contents: WebContents): void => {
    if (known.has(contents)) return;
    known.add(contents);
    contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) close(contents);
    });
    contents.on('render-process-gone', () => {
      close(contents);
    });
    contents.on('destroyed', () => {
      close(contents);
    });
  };
  return {
    /** Those of all windows. */
    all: (): readonly URL[] => [...opened.values()].flat(),
    open(contents: WebContents, uris: readonly string[]): void {
      const urls = uris.flatMap((uri) => overTcp(uri) ?? []);
      if (urls.length === 0) {
        close(contents);
        return;
      }
      closeInTime(contents);
      opened.set(contents, urls);
      onChange();
    },
    close,
  };
}
