import type { FastifyRequest } from 'fastify';
import {
  ledgerHeadHeader,
  saltedHead,
  type CounterSignature,
} from '../../../contract/ledgerHead.ts';
import type { Clock } from '../ingest/intake.ts';
import type { Signer } from '../signer.ts';

/**
 * Signs the salted head that a request shows, beside what else the service signs for it. Nothing of it is stored; what
 * is no salted head is passed over.
 */
export function createHeadSigner({
  signer,
  clock,
}: {
  readonly signer: Pick<Signer, 'head'>;
  readonly clock: Clock;
}) {
  return async ({
    headers,
  }: FastifyRequest): Promise<{ readonly ledgerHead?: CounterSignature }> => {
    const head = saltedHead.safeParse(headers[ledgerHeadHeader]);
    if (!head.success) return {};
    return { ledgerHead: await signer.head({ head: head.data, at: clock().toISOString() }) };
  };
}

export type HeadSigner = ReturnType<typeof createHeadSigner>;
