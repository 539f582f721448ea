import { describe, expect, it } from 'vitest';
import { parseProxyRoute, rulesFor } from './proxyRoute.ts';

describe('what the system says of the way to a pool', () => {
  it.each([
    ['DIRECT', ['direct']],
    ['PROXY proxy.contoso.com:8080', ['http://proxy.contoso.com:8080']],
    ['HTTPS proxy.contoso.com:443', ['https://proxy.contoso.com:443']],
    ['SOCKS proxy.contoso.com:1080', ['socks4://proxy.contoso.com:1080']],
    ['SOCKS4 10.0.0.1:1080', ['socks4://10.0.0.1:1080']],
    ['SOCKS5 [2001:db8::7]:1080', ['socks5://[2001:db8::7]:1080']],
    ['PROXY [2001:db8::7]', ['http://[2001:db8::7]:80']],
    ['PROXY bücher.example:8080', ['http://xn--bcher-kva.example:8080']],
    ['HTTPS proxy', ['https://proxy:443']],
    ['SOCKS5 proxy', ['socks5://proxy:1080']],
    ['PROXY a:1; SOCKS5 b:2;DIRECT; HTTPS late:3', ['http://a:1', 'socks5://b:2', 'direct']],
    ['proxy a:1 ;; https b:2;', ['http://a:1', 'https://b:2']],
    ['\tPROXY\t a:1\t', ['http://a:1']],
    ['DIRECT; PROXY a:1', ['direct']],
    ['QUIC a:443; HTTPS b:443', ['https://b:443']],
    ['WORMHOLE a:1; PROXY b:2', ['http://b:2']],
    ['PROXY a:99999; PROXY b:2', ['http://b:2']],
    ['PROXY me:word@a:1', []],
    ['PROXY a:1/path', []],
    ['PROXY a:1,direct://', []],
    ['PROXY a:1 b:2', []],
    ['PROXY', []],
    ['DIRECT a:1', []],
    ['QUIC a:443', []],
    ['', []],
  ])('%j is read as %j', (answer, told) => {
    const hops = parseProxyRoute(answer).map((hop) => (hop === 'direct' ? hop : hop.server));
    expect(hops).toEqual(told);
  });
});

describe('the rules by which windows reach pools', () => {
  const pool = (answer: string, place = 'pool.contoso.com:443') => ({
    place,
    hops: parseProxyRoute(answer),
  });
  const shut = { mode: 'fixed_servers', proxyRules: 'http://127.0.0.1:0' };

  it('lead past every proxy to a pool to which the way is direct, and nowhere else', () => {
    expect(rulesFor([])).toEqual({ ...shut, proxyBypassRules: '<-loopback>' });
    expect(rulesFor([pool('DIRECT')])).toEqual({
      ...shut,
      proxyBypassRules: '<-loopback>;pool.contoso.com:443',
    });
  });

  it.each(['PROXY', 'HTTPS', 'SOCKS', 'SOCKS4', 'SOCKS5'])(
    'never lead past a proxy of the kind %s',
    (word) => {
      const { proxyRules, proxyBypassRules } = rulesFor([pool(`${word} a:1; DIRECT`)]);
      expect(proxyRules).toMatch(
        /^http=127\.0\.0\.1:0;https=(https?|socks[45]):\/\/a:1,direct:\/\/$/,
      );
      expect(proxyBypassRules).toBe('<-loopback>');
    },
  );

  it.each(['', 'QUIC a:443', 'WORMHOLE a:1', 'PROXY'])(
    'lead nowhere where the only way told is %j',
    (answer) => {
      expect(rulesFor([pool(answer)])).toEqual({ ...shut, proxyBypassRules: '<-loopback>' });
    },
  );

  it.each(['x;*:443', 'a,b.com:443', '*.com:443', 'a=b:443', '{a}:443'])(
    'lead nowhere where a pool’s host would be read as more than one host: %s',
    (place) => {
      expect(rulesFor([pool('DIRECT', place)])).toEqual(rulesFor([]));
      expect(rulesFor([pool('PROXY a:1', place)])).toEqual(rulesFor([]));
    },
  );

  it.each(['[2001:db8::7]:5060', '192.0.2.7:443', 'my_pool:80', 'xn--bcher-kva.example:443'])(
    'lead to %s alone',
    (place) => {
      expect(rulesFor([pool('DIRECT', place)]).proxyBypassRules).toBe(`<-loopback>;${place}`);
    },
  );

  it('take a meeting’s pool past no proxy of its own, and one’s own through its own', () => {
    const routes = [pool('SOCKS5 a:1'), pool('DIRECT', 'meet.fabrikam.com:443')];
    expect(rulesFor(routes)).toMatchObject({
      proxyRules: 'http=127.0.0.1:0;https=socks5://a:1',
      proxyBypassRules: '<-loopback>;meet.fabrikam.com:443',
    });
    const both = [pool('PROXY a:1'), pool('PROXY b:2', 'meet.fabrikam.com:443')];
    expect(rulesFor(both).proxyRules).toBe('http=127.0.0.1:0;https=http://a:1');
  });
});
