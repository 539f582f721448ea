import { inMain, type Check, type Kit } from '../checks.ts';

declare const conformance: Kit;

const spec = (title: string): string => `spec/api-session-spec.ts "${title}"`;
const request = (title: string): string => `spec/api-web-request-spec.ts "${title}"`;

/** Sessions, what they request, and who may refuse. */
export const sessionChecks: readonly Check[] = [
  {
    of: ['Session.fromPartition', 'Session.defaultSession', 'FromPartitionOptions.cache'],
    says: 'One session for each partition; the default one is that of the empty name.',
    source: spec(
      'session.fromPartition(partition, options) returns existing session with same partition',
    ),
    see: inMain(({ session }) => [
      session.fromPartition('one', { cache: false }) === session.fromPartition('one'),
      session.fromPartition('one') === session.fromPartition('two'),
      session.fromPartition('') === session.defaultSession,
    ]),
    expected: [true, false, true],
  },
  {
    of: ['Session.fetch', 'Session.setUserAgent'],
    says: 'Asks as the session’s user agent says, and follows what it is redirected to.',
    source:
      spec('ses.setUserAgent() can be retrieved with getUserAgent()') +
      ', docs/api/session.md "ses.fetch(input[, init])"',
    see: inMain(async ({ session }) => {
      const own = session.fromPartition('conformance-agent');
      own.setUserAgent('conformance/1');
      const server = await conformance.serve();
      const first = conformance.requests.length;
      const response = await own.fetch(`${server.url}/redirect`);
      const seen = [await response.text(), response.status, own.getUserAgent()];
      server.close();
      const asked = conformance.requests
        .slice(first)
        .map(({ url, headers }) => [url, headers['user-agent']]);
      return [...seen, asked];
    }),
    expected: [
      'served',
      200,
      'conformance/1',
      [
        ['/redirect', 'conformance/1'],
        ['/arrived', 'conformance/1'],
      ],
    ],
  },
  {
    of: ['Session.fetch'],
    says: 'Is refused with Chromium’s name of what went wrong.',
    source: 'docs/api/session.md "ses.fetch(input[, init])"',
    see: inMain(async ({ session }) => {
      const own = session.fromPartition('conformance-refused');
      const server = await conformance.serve();
      server.close();
      return conformance.failure(() => own.fetch(server.url));
    }),
    expected: 'Error: net::ERR_CONNECTION_REFUSED',
  },
  {
    of: [
      'WebRequest.onBeforeRequest',
      'Session.webRequest',
      'CallbackResponse.cancel',
      'OnBeforeRequestListenerDetails.url',
    ],
    says: 'Every request of the session is asked about by its whole address, one that was redirected once more; cancelled, none goes out.',
    source:
      request('webRequest.onBeforeRequest can cancel the request') +
      ', ' +
      request('webRequest.onBeforeRequest receives details object'),
    see: inMain(async ({ session }) => {
      const own = session.fromPartition('conformance-rules');
      const server = await conformance.serve();
      const first = conformance.requests.length;
      const asked: string[] = [];
      own.webRequest.onBeforeRequest(({ url }, answer) => {
        asked.push(url.replace(server.url, ''));
        answer({ cancel: url.endsWith('/arrived') || url.endsWith('/blocked') });
      });
      const results = [
        await conformance.failure(() => own.fetch(`${server.url}/allowed?x=1`)),
        await conformance.failure(() => own.fetch(`${server.url}/blocked`)),
        await conformance.failure(() => own.fetch(`${server.url}/redirect`)),
      ];
      own.webRequest.onBeforeRequest(null);
      results.push(await conformance.failure(() => own.fetch(`${server.url}/blocked`)));
      server.close();
      return [asked, results, conformance.requests.slice(first).map(({ url }) => url)];
    }),
    expected: [
      ['/allowed?x=1', '/blocked', '/redirect', '/arrived'],
      ['none', 'Error: net::ERR_BLOCKED_BY_CLIENT', 'Error: net::ERR_BLOCKED_BY_CLIENT', 'none'],
      ['/allowed?x=1', '/redirect', '/blocked'],
    ],
  },
  {
    of: [
      'Session.setProxy',
      'ProxyConfig.mode',
      'ProxyConfig.proxyRules',
      'ProxyConfig.proxyBypassRules',
    ],
    says: 'Each scheme goes by its rule; the places to bypass go directly, loopback too unless that is taken out.',
    source:
      spec('ses.setProxy(options) allows configuring proxy settings with mode `fixed_servers`') +
      ', ' +
      spec('ses.setProxy(options) allows removing the implicit bypass rules for localhost'),
    see: inMain(async ({ session }) => {
      const own = session.fromPartition('conformance-proxy');
      const seen: string[] = [];
      const look = async (config: Electron.ProxyConfig, ...urls: string[]) => {
        await own.setProxy(config);
        for (const url of urls) seen.push(await own.resolveProxy(url));
      };
      const mode = 'fixed_servers' as const;
      const proxyRules = 'http=127.0.0.1:0;https=proxy.example:8080';
      await look(
        { mode, proxyRules: 'http://127.0.0.1:0' },
        'https://a.example/',
        'http://127.0.0.1:9/',
      );
      await look(
        { mode, proxyRules, proxyBypassRules: '<-loopback>;b.example:443' },
        'http://a.example/',
        'https://a.example/',
        'https://b.example/',
        'http://localhost/',
      );
      await look({ mode: 'direct', proxyRules }, 'https://a.example/');
      return seen;
    }),
    expected: [
      'PROXY 127.0.0.1:0',
      'DIRECT',
      'PROXY 127.0.0.1:0',
      'PROXY proxy.example:8080',
      'DIRECT',
      'PROXY 127.0.0.1:0',
      'DIRECT',
    ],
  },
  {
    of: ['ProxyConfig.mode'],
    says: 'A mode that it does not know is refused.',
    source: spec('ses.setProxy(options) disallows configuring proxy settings with mode `invalid`'),
    see: inMain(async ({ session }) => {
      const own = session.fromPartition('conformance-proxy');
      const text = await conformance.failure(() => own.setProxy({ mode: 'invalid' as 'direct' }));
      return text.includes('Invalid mode');
    }),
    expected: true,
  },
  {
    of: ['Session.setSpellCheckerLanguages', 'Session.setSpellCheckerDictionaryDownloadURL'],
    says: 'No language at all is allowed; one that Chromium has no dictionary for is an error.',
    source:
      'docs/api/session.md "ses.setSpellCheckerLanguages(languages)", "ses.setSpellCheckerDictionaryDownloadURL(url)"',
    see: inMain(async ({ session }) => {
      const own = session.fromPartition('conformance-spelling');
      return [
        await conformance.failure(() => {
          own.setSpellCheckerDictionaryDownloadURL('app://conformance/');
        }),
        await conformance.failure(() => {
          own.setSpellCheckerLanguages([]);
        }),
        (await conformance.failure(() => {
          own.setSpellCheckerLanguages(['xx-none']);
        })) !== 'none',
      ];
    }),
    expected: ['none', 'none', true],
  },
  {
    of: ['App.resolveProxy'],
    says: 'The system’s way to an address, in PAC’s words.',
    source: 'docs/api/app.md "app.resolveProxy(url)"',
    see: inMain(async ({ app }) =>
      /^(DIRECT|(PROXY|HTTPS|SOCKS[45]?) \S+)(\s*;|$)/.test(
        await app.resolveProxy('https://a.example/'),
      ),
    ),
    expected: true,
  },
  {
    of: [
      'WebRequest.onBeforeSendHeaders',
      'OnBeforeSendHeadersListenerDetails.requestHeaders',
      'BeforeSendResponse.requestHeaders',
    ],
    says: 'The request leaves with the headers that the listener gives.',
    source: request('webRequest.onBeforeSendHeaders can change the request headers'),
    see: inMain(async ({ session }) => {
      const own = session.fromPartition('conformance-headers');
      const server = await conformance.serve();
      own.webRequest.onBeforeSendHeaders(({ requestHeaders }, answer) => {
        answer({ requestHeaders: { ...requestHeaders, 'X-Added': 'yes' } });
      });
      await own.fetch(`${server.url}/headers`, { headers: { 'x-own': 'kept' } });
      server.close();
      const headers = conformance.requests.find(({ url }) => url === '/headers')?.headers;
      return [headers?.['x-own'], headers?.['x-added']];
    }),
    expected: ['kept', 'yes'],
  },
  {
    of: ['App event select-client-certificate'],
    says: 'Told before a certificate is shown to a server that asks for one; refused with none, none is shown.',
    source:
      'spec/api-app-spec.ts "select-client-certificate event can respond with empty certificate list"',
    cannot:
      'Chromium asks only where the system’s own store holds a certificate that fits, which tests leave alone.',
  },
  {
    of: ['Session.clearStorageData', 'ClearStorageDataOptions.storages'],
    says: 'Only the storages that are named are cleared.',
    source: spec('ses.clearStorageData(options) clears localstorage data'),
    see: async ({ app, page }) => {
      await page.evaluate(() => {
        localStorage.setItem('conformance', 'kept');
      });
      await app.evaluate(({ session }) =>
        session.defaultSession.clearStorageData({ storages: ['cookies'] }),
      );
      return page.evaluate(() => localStorage.getItem('conformance'));
    },
    expected: 'kept',
  },
  {
    of: ['Session.cookies', 'Cookies.on', 'Cookies event changed'],
    says: 'Told of each cookie that is kept, and of each that is gone.',
    source: 'docs/api/cookies.md "Event: \'changed\'"',
    cannot:
      'Only a server’s answer to a page’s WebSocket sets one where Candor runs, and the stand-in’s Chromium takes none of those: docs/releasing.md has it looked at.',
  },
];
