import { inMain, inPage, type Check, type Kit } from '../checks.ts';

declare const conformance: Kit;

const spec = (title: string): string => `spec/api-protocol-spec.ts "${title}"`;
const session = (title: string): string => `spec/api-session-spec.ts "${title}"`;

/** The application's own scheme, and what its pages may do. */
export const pageChecks: readonly Check[] = [
  {
    of: ['Protocol.handle'],
    says: 'The handler sees method, address and body, and its answer is the page’s; a second one is an error.',
    source:
      spec('protocol.handle receives requests to a custom scheme') +
      ', ' +
      spec('protocol.handle can receive simple request body'),
    see: async ({ app, page }) => [
      await page.evaluate(async () => {
        const response = await fetch('/echo?x', { method: 'POST', body: 'sent' });
        const { method, body, url } = (await response.json()) as Record<string, string>;
        return [response.status, response.headers.get('x-told'), method, body, url];
      }),
      await app.evaluate(async ({ protocol }) => {
        const text = await conformance.failure(() => {
          protocol.handle('app', () => new Response());
        });
        return text !== 'none';
      }),
    ],
    expected: [[201, 'yes', 'POST', 'sent', 'app://conformance/echo?x'], true],
  },
  {
    of: ['Protocol.handle'],
    says: 'What the handler throws is net::ERR_UNEXPECTED to whoever asked, and told to nobody else.',
    source: spec('protocol.handle handles a synchronous error in the handler'),
    see: inMain(({ net }) => conformance.failure(() => net.fetch('app://conformance/throws'))),
    expected: 'Error: net::ERR_UNEXPECTED',
  },
  {
    of: ['Protocol.registerSchemesAsPrivileged', 'CustomScheme.scheme', 'CustomScheme.privileges'],
    says: 'Throws once the application is ready.',
    source: 'docs/api/protocol.md "protocol.registerSchemesAsPrivileged(customSchemes)"',
    see: inMain(async ({ protocol }) => {
      const text = await conformance.failure(() => {
        protocol.registerSchemesAsPrivileged([{ scheme: 'late', privileges: { standard: true } }]);
      });
      return text.includes('before app is ready');
    }),
    expected: true,
  },
  {
    of: ['Privileges.standard', 'Privileges.secure', 'Privileges.supportFetchAPI'],
    says: 'Relative addresses resolve, the page is a secure context with storage, and can fetch its own.',
    source:
      spec('protocol.registerSchemesAsPrivileged standard resolves relative resources') +
      ', docs/api/structures/custom-scheme.md',
    see: inPage(async () => {
      localStorage.setItem('kept', 'yes');
      const response = await fetch('./child.html');
      return [isSecureContext, localStorage.getItem('kept'), response.ok, typeof crypto.subtle];
    }),
    expected: [true, 'yes', true, 'object'],
  },
  {
    of: [
      'Session.setPermissionCheckHandler',
      'Session.setPermissionRequestHandler',
      'PermissionCheckHandlerHandlerDetails.mediaType',
      'MediaAccessPermissionRequest.mediaTypes',
    ],
    says: 'What the handlers grant is granted, each kind of media by itself; everything else is denied.',
    source:
      session(
        'ses.setPermissionCheckHandler(handler) details provides requestingURL for mainFrame',
      ) +
      ', ' +
      session('ses.setPermissionRequestHandler(handler)'),
    see: inMain(async ({ session }) => {
      const own = session.fromPartition('conformance-permissions');
      const checked: unknown[] = [];
      own.protocol.handle(
        'app',
        () => new Response('<h1>Page</h1>', { headers: { 'content-type': 'text/html' } }),
      );
      own.setPermissionCheckHandler(
        (_contents, permission, _origin, { mediaType, isMainFrame, requestingUrl = '' }) => {
          if (permission !== 'media') return false;
          checked.push([mediaType, isMainFrame, requestingUrl]);
          return mediaType === 'audio';
        },
      );
      own.setPermissionRequestHandler((_contents, _permission, answer, details) => {
        const types = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
        answer(types.length > 0 && types.every((type) => type === 'audio'));
      });
      const window = await conformance.open({ webPreferences: { session: own } });
      const states: unknown = await window.webContents.executeJavaScript(
        "Promise.all(['microphone', 'camera', 'geolocation'].map((name) => navigator.permissions.query({ name }))).then((all) => all.map(({ state }) => state))",
      );
      window.destroy();
      const audio = checked.find((seen) => (seen as unknown[])[0] === 'audio');
      return [states, audio];
    }),
    expected: [
      ['granted', 'denied', 'denied'],
      ['audio', true, 'app://conformance/index.html'],
    ],
  },
];
