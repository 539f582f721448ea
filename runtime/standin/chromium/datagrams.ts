import type { Session } from './connection.ts';

/** Bytes a second that nothing reaches, a packet a microsecond: Chromium loses packets only of what it also slows down. */
const UNLIMITED = 1e9;

/** Has Chromium drop every packet of a page's WebRTC, or none; what goes by HTTP is left alone. */
export async function holdDatagrams(page: Session, areHeld: boolean): Promise<void> {
  await page.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: UNLIMITED, // At all times, for a socket once let go is never held again.
    uploadThroughput: UNLIMITED,
    packetLoss: areHeld ? 100 : 0,
  });
}
