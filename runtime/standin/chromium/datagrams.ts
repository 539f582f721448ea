import type { Session } from './connection.ts';

/**
 * Bytes per second, a packet per microsecond, which nothing reaches: Chromium drops packets only if it also throttles.
 */
const UNLIMITED = 1e9;

/** Makes Chromium drop every packet of a page's WebRTC, or none; HTTP is unaffected. */
export async function holdDatagrams(page: Session, areHeld: boolean): Promise<void> {
  await page.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: UNLIMITED, // Always set, since a socket that was once unthrottled is never throttled again.
    uploadThroughput: UNLIMITED,
    packetLoss: areHeld ? 100 : 0,
  });
}
