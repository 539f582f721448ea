import type { OutgoingText, Sent } from './userAgent.ts';

/** How many milliseconds everybody may take to return to a pool that was gone: their longest wait, and some more. */
const GATHERING_MS = 40_000;
const AGAIN_MS = 1000;

/** What pools answer if somebody is not signed in: 480 by RFC 3261, 404 in many cases. */
const absent: ReadonlySet<string> = new Set(['404', '410', '430', '480']);

/**
 * Lets messages wait for people who return later than oneself: while everybody is returning, it means little that
 * somebody is not there.
 */
export function createRegathering(send: (text: OutgoingText) => Promise<Sent>) {
  let until = 0;
  return {
    began: (): void => {
      until = Date.now() + GATHERING_MS;
    },
    send: async (text: OutgoingText): Promise<Sent> => {
      for (;;) {
        const sent = await send(text);
        const mayReturn = sent.result === 'failed' && absent.has(sent.code) && Date.now() < until;
        if (!mayReturn) return sent;
        await new Promise((resume) => setTimeout(resume, AGAIN_MS));
      }
    },
  };
}
