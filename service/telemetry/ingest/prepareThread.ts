import { parentPort, workerData } from 'node:worker_threads';
import { prepareBatch, type ReadingLimits } from './prepare.ts';
import { createRehash } from './rehash.ts';

/** What the thread that prepares large bodies starts with. */
export interface ThreadData {
  readonly pepper: { readonly id: string; readonly secret: Uint8Array };
  readonly limits: ReadingLimits;
}

const { pepper, limits } = workerData as ThreadData;
const rehash = createRehash({ id: pepper.id, secret: Buffer.from(pepper.secret) });

parentPort?.on('message', (body: Uint8Array) => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  parentPort?.postMessage(prepareBatch(bytes, { rehash, limits }));
});
