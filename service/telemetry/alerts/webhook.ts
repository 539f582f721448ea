import { once } from 'node:events';
import http, { type ClientRequest, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { AlertMessage, Delivery, DeliveryProblem } from '../../../contract/insights/alerts.ts';
import type { Network } from '../../shared/clientAddress.ts';
import { codeOf } from '../../shared/outcome.ts';
import { NotAllowed, roadTo } from './webhookRoad.ts';

const failed = (kind: DeliveryProblem['kind'], detail = ''): Delivery => ({
  arrived: false,
  problem: { kind, detail },
});

/** Whether an error code is one of OpenSSL's for an invalid certificate, as Node names them. */
export const isOfCertificate = (code: string): boolean =>
  /CERT|^ERR_TLS_|^UNABLE_TO_(GET|VERIFY)_|^HOSTNAME_MISMATCH$/.test(code);

/** Describes a connection error by its code only. */
function roadProblem(error: unknown): Delivery {
  if (error instanceof NotAllowed) return failed('notAllowed');
  const code = codeOf(error);
  return failed(isOfCertificate(code) ? 'untrusted' : 'unreachable', code.slice(0, 100));
}

function deliveryOf({ statusCode: status = 0, headers }: IncomingMessage): Delivery {
  const said = String(status);
  if (status >= 300 && status < 400) return failed('redirected', said);
  if (status < 200 || status >= 300) return failed('refused', said);
  // A proxy's sign-in page is answered with 200 too.
  const isPage = /^\s*(text\/html|application\/xhtml)/i.test(headers['content-type'] ?? '');
  return isPage ? failed('webPage', said) : { arrived: true, detail: said };
}

/** @returns the receiver's status line and headers as soon as they arrive. */
async function answerOf(posted: ClientRequest, body: string): Promise<IncomingMessage> {
  const answered = once(posted, 'response') as Promise<[IncomingMessage]>;
  posted.end(body);
  const [answer] = await answered;
  answer.destroy();
  return answer;
}

interface Road {
  readonly leaving: AbortSignal;
  readonly limitMs: number;
  readonly networks: readonly Network[];
}

/**
 * Posts a message to a webhook. It follows no redirect and reveals nothing of the answer but the status, so that nobody
 * can explore the service's network with it (docs/decisions/0116).
 */
export async function postTo(
  url: string,
  message: AlertMessage,
  { leaving, limitMs, networks }: Road,
): Promise<Delivery> {
  const to = new URL(url);
  const body = JSON.stringify(message);
  const limit = AbortSignal.timeout(limitMs);
  try {
    const posted = (to.protocol === 'https:' ? https : http).request(to, {
      method: 'POST',
      agent: false,
      lookup: roadTo(to, networks),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Candor telemetry',
      },
      signal: AbortSignal.any([leaving, limit]),
    });
    return deliveryOf(await answerOf(posted, body));
  } catch (error) {
    return limit.aborted ? failed('noAnswer') : roadProblem(error);
  }
}
