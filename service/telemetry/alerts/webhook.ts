import type { AlertMessage, Delivery, DeliveryProblem } from '../../../contract/insights/alerts.ts';
import { codeOf } from '../../shared/outcome.ts';

const failed = (kind: DeliveryProblem['kind'], detail = ''): Delivery => ({
  arrived: false,
  problem: { kind, detail },
});

/** OpenSSL's names of what is wrong with a certificate, as Node has them for codes. */
export const isOfCertificate = (code: string): boolean =>
  /CERT|^ERR_TLS_|^UNABLE_TO_(GET|VERIFY)_|^HOSTNAME_MISMATCH$/.test(code);

/** What is told of an error on the way: its code alone. */
function roadProblem(error: unknown): Delivery {
  if (error instanceof Error && error.name === 'TimeoutError') return failed('noAnswer');
  const code = codeOf(error instanceof Error && error.cause ? error.cause : error);
  return failed(isOfCertificate(code) ? 'untrusted' : 'unreachable', code.slice(0, 100));
}

function deliveryOf({ status, headers }: Response): Delivery {
  const said = String(status);
  if (status >= 300 && status < 400) return failed('redirected', said);
  if (status < 200 || status >= 300) return failed('refused', said);
  // A proxy's page to sign in at is answered with 200 as well.
  const isPage = /^\s*(text\/html|application\/xhtml)/i.test(headers.get('content-type') ?? '');
  return isPage ? failed('webPage', said) : { arrived: true, detail: said };
}

/**
 * Posts a message to a webhook. No redirection is followed, and of the answer nothing is told but its status, so that
 * nobody reads by it what the service's network holds (docs/decisions/0116).
 */
export async function postTo(
  url: string,
  message: AlertMessage,
  { leaving, limitMs }: { readonly leaving: AbortSignal; readonly limitMs: number },
): Promise<Delivery> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'user-agent': 'Candor telemetry' },
      body: JSON.stringify(message),
      signal: AbortSignal.any([leaving, AbortSignal.timeout(limitMs)]),
    });
    await answer.body?.cancel();
    return deliveryOf(answer);
  } catch (error) {
    return roadProblem(error);
  }
}
