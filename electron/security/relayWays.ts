import type { WebContents } from 'electron';
import { createEmitter } from '../../contract/emitter.ts';
import { parseRelayUri } from '../../contract/relays.ts';

/** The relays (TURN) that windows may reach over TCP, each for as long as its call or meeting lasts. */
const opened = new Map<WebContents, readonly URL[]>();
const changes = createEmitter();

/** As a URL, by which the system names proxies; undefined if it is reached over UDP, which no proxy governs. */
function overTcp(uri: string): URL | undefined {
  const address = parseRelayUri(uri);
  if (address?.transport !== 'tcp') return undefined;
  return URL.parse(`https://${address.host}:${address.port}`) ?? undefined;
}

export const relayWays = {
  /** Those of all windows. */
  all: (): readonly URL[] => [...opened.values()].flat(),
  open(contents: WebContents, uris: readonly string[]): void {
    const urls = uris.flatMap((uri) => overTcp(uri) ?? []);
    if (urls.length === 0) relayWays.close(contents);
    else {
      opened.set(contents, urls);
      changes.emit();
    }
  },
  close(contents: WebContents): void {
    if (opened.delete(contents)) changes.emit();
  },
  onChange: changes.listen,
};
