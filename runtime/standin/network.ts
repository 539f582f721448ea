import type Protocol from 'devtools-protocol';
import type { Session as Devtools } from './chromium/connection.ts';
import type { SessionCore } from './api/session.ts';
import { isStart } from './chromium/targets.ts';
import type { Schemes } from './schemes.ts';

type Paused = Protocol.Fetch.RequestPausedEvent;
export type Gate = {
  /** Whether a document may be loaded; false keeps the current one. */
  mayNavigate: (paused: Paused, url: string) => boolean;
};

const bodiless = new Set([101, 204, 205, 304]);

/** Answers every request of a page: by the application's protocols, or else by its session's rules. */
export function answerRequests(
  devtools: Devtools,
  core: SessionCore,
  schemes: Schemes,
  gate: Gate,
): void {
  const fail = (requestId: string, errorReason: Protocol.Network.ErrorReason): Promise<unknown> =>
    devtools.send('Fetch.failRequest', { requestId, errorReason });

  const fulfil = async (paused: Paused, response: Response): Promise<void> => {
    const { requestId } = paused;
    if (response.type === 'error') {
      await fail(requestId, 'Failed');
      return;
    }
    const headers = [...response.headers]
      .filter(([name]) => name !== 'content-encoding' && name !== 'content-length')
      .map(([name, value]) => ({
        name,
        value: name.startsWith('content-security-policy') ? schemes.policyToChromium(value) : value,
      }));
    await devtools.send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: headers,
      body: bodiless.has(response.status)
        ? ''
        : Buffer.from(await response.arrayBuffer()).toString('base64'),
    });
  };

  const answer = async (paused: Paused): Promise<void> => {
    const { requestId, request, resourceType } = paused;
    if (isStart(request.url)) {
      await devtools.send('Fetch.fulfillRequest', { requestId, responseCode: 200 });
      return;
    }
    const url = schemes.toElectron(request.url) + (request.urlFragment ?? '');
    if (resourceType === 'Document' && !gate.mayNavigate(paused, url)) {
      await fail(requestId, 'Aborted');
      return;
    }
    // Chromium requests an icon on its own account, which Electron does not.
    if (resourceType === 'Other' && new URL(url).pathname === '/favicon.ico') {
      await devtools.send('Fetch.fulfillRequest', { requestId, responseCode: 204 });
      return;
    }
    try {
      await fulfil(
        paused,
        await core.fetch(toRequest(paused, url), { redirect: 'manual' }, resourceType),
      );
    } catch (error) {
      const blocked = String(error).includes('ERR_BLOCKED_BY_CLIENT');
      await fail(requestId, blocked ? 'BlockedByClient' : 'Failed');
    }
  };
  devtools.on('Fetch.requestPaused', (paused) => {
    answer(paused).catch(() => undefined); // The page went away meanwhile; nobody waits for the answer.
  });
}

function toRequest({ request }: Paused, url: string): Request {
  const parts = request.postDataEntries?.map(({ bytes }) => Buffer.from(bytes ?? '', 'base64'));
  const carries = parts !== undefined && request.method !== 'GET' && request.method !== 'HEAD';
  return new Request(url, {
    method: request.method,
    headers: request.headers,
    ...(carries ? { body: Buffer.concat(parts) } : {}),
  });
}
