import { describe, expect, it } from 'vitest';
import { parseServiceUrl } from '../core/consent/serverAddress.ts';
import { parseCommandLine } from './commandLine.ts';

describe('parseServiceUrl', () => {
  it.each([
    ['https://telemetry.contoso.com', 'https://telemetry.contoso.com/'],
    ['https://telemetry.contoso.com:8443/candor', 'https://telemetry.contoso.com:8443/candor'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['http://LOCALHOST/', 'http://localhost/'],
    ['http://127.0.0.1', 'http://127.0.0.1/'],
    ['http://127.255.3.4:1', 'http://127.255.3.4:1/'],
    ['http://127.1', 'http://127.0.0.1/'],
    ['http://[::1]:80', 'http://[::1]/'],
  ])('takes %s', (text, href) => {
    const url = parseServiceUrl(text);
    expect(url.ok && url.value.href).toBe(href);
  });

  it.each([
    'http://contoso.com',
    'http://localhost.evil.com',
    'http://evil.com/localhost',
    'http://127.0.0.1.evil.com',
    'http://127.0.0.1@evil.com',
    'http://localhost@evil.com',
    'http://user@localhost',
    'http://0.0.0.0',
    'http://128.0.0.1',
    'http://10.0.0.1',
    'http://[::]',
    'http://[::ffff:127.0.0.1]',
    'http://[::1].evil.com',
    'https://user:secret@contoso.com',
    'https://contoso.com/?key=secret',
    'https://contoso.com/#here',
    'ws://localhost',
    'wss://contoso.com',
    'ftp://localhost',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'contoso.com',
    'localhost:8080',
    '//contoso.com',
    'https://',
    ' ',
    'garbage',
    '\u0000',
  ])('refuses %j', (text) => {
    expect(parseServiceUrl(text).ok).toBe(false);
  });
});

describe('parseCommandLine', () => {
  const parse = (args: string[], url?: string) =>
    parseCommandLine(args, { CANDOR_TELEMETRY_URL: url });

  it('reads nothing where nothing is said', () => {
    for (const url of [undefined, ''])
      expect(parse(['candor', '--lang=fr', '--inspect=0'], url)).toEqual({
        ok: true,
        value: { policyFiles: [], telemetryUrl: undefined },
      });
  });

  it.each([
    [['--policy-file=/etc/p.json'], ['/etc/p.json']],
    [['--policy-file=a b=c.json'], ['a b=c.json']],
    [['--policy-files=/x', '--policy-file-x', '-policy-file=/x', 'policy-file=/x'], []],
  ])('reads the policy file of %j', (args, policyFiles) => {
    expect(parse(args)).toMatchObject({ ok: true, value: { policyFiles } });
  });

  it('keeps every policy file, so that a second can’t lift the first one’s refusal', () => {
    const parsed = parse(['--policy-file=/refuses', '--policy-file=/permits']);
    expect(parsed).toMatchObject({ value: { policyFiles: ['/refuses', '/permits'] } });
  });

  it.each([
    [['--policy-file']],
    [['--policy-file=']],
    [['--policy-file', '/etc/p.json']],
    [['--policy-file=/x', '--policy-file=']],
  ])('asks for a value after %j', (args) => {
    expect(parse(args)).toEqual({
      ok: false,
      problem: { text: 'badSwitch', values: { name: '--policy-file', placeholder: 'FILE' } },
    });
  });

  it('reads the service’s address, and says which one it can’t take', () => {
    const parsed = parse([], 'https://t.contoso.com');
    expect(parsed.ok && parsed.value.telemetryUrl?.href).toBe('https://t.contoso.com/');
    expect(parse([], 'http://contoso.com')).toEqual({
      ok: false,
      problem: {
        text: 'badUrl',
        values: { variable: 'CANDOR_TELEMETRY_URL', value: 'http://contoso.com' },
      },
    });
  });
});
