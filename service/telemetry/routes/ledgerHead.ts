import type { FastifyRequest } from 'fastify';
import {
  ledgerHeadHeader,
  saltedHead,
  type CounterSignature,
} from '../../../contract/ledgerHead.ts';
import type { Clock } from '../ingest/intake.ts';
import type { Signer } from '../signer.ts';

/**
 * Signs the salted head that a request carries, along with what else the service signs for it. None of it is stored;
 * anything that is not a salted head is ignored.
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
