import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { answerTo, createOddPool } from '../../service/pool/testing/oddPool.ts';
import { createPoolUser } from '../testing/talker.testkit.ts';
import { createRegistrarAnswers } from './registrarAnswers.ts';

const credentials = { account: 'alice@contoso.com', password: 'alice’s own' };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server that lists an account's devices, derived from the Contact that it was sent. */
async function signInWhere(list: (uri: string, parameters: string) => string): Promise<string> {
  const pool = await createOddPool((request) => {
    const [, uri = '', parameters = ''] = /^Contact: <([^>]*)>(.*)$/im.exec(request) ?? [];
    return answerTo(request, '200 OK', list(uri, parameters));
  });
  closing.push(pool.close);
  const { connection, until } = createPoolUser();
  closing.push(connection.signOut);
  connection.signIn({ poolUrl: `ws://${pool.place}`, credentials, isPatient: false });
  await Promise.race([until('signedIn'), until('signedOut')]);
  return connection.state.get().name;
}

const hostOf = (uri: string) => /@([^;]*)/.exec(uri)?.[1] ?? '';
const userOf = (uri: string) => /^sip:([^@]*)@/.exec(uri)?.[1] ?? '';
const escaped = (text: string) =>
  Array.from(text, (letter) => `%${letter.charCodeAt(0).toString(16)}`).join('');
const others =
  '<sip:desk@x.invalid>;+sip.instance="<urn:uuid:00000000-0000-1000-8000-000a95a0e128>";reg-id=1;expires=9, <sip:PBX#1@y>';

/** What servers and intermediaries make of a device's Contact. */
const rewritten: readonly (readonly [string, (uri: string, parameters: string) => string])[] = [
  ['a URI within the URI', (uri, rest) => `<${uri};fs-path=<sip:10.0.0.1;lr>;transport=ws>${rest}`],
  ['it escaped', (uri, rest) => `<${uri};fs-path=sip%3A10.0.0.1%3Blr;transport=ws>${rest}`],
  ['an alias', (uri, rest) => `<${uri};alias=192.0.2.1~5060~5>${rest}`],
  ['a quoted URI', (uri, rest) => `<${uri};received="sip:192.0.2.1:5060;transport=ws">${rest}`],
  ['it in brackets', (uri, rest) => `<${uri};received="<sip:192.0.2.1>, home">${rest}`],
  ['capitals', (uri, rest) => `<${uri.toUpperCase()}>${rest.toUpperCase()}`],
  ['an escaped user', (uri, rest) => `<sip:${escaped(userOf(uri))}@${hostOf(uri)}>${rest}`],
  ['a port', (uri, rest) => `<sip:${userOf(uri)}@${hostOf(uri)}:5062;transport=ws>${rest}`],
  ['another address', (_, rest) => `<sip:192.0.2.1:4711;transport=ws>${rest}`],
  ['another address, unread', (_, rest) => `<sip:a"b@192.0.2.1;x={1}>${rest}`],
  ['no brackets', (uri, rest) => `${uri.replace(/;.*/, '')}${rest}`],
  ['no quotes', (uri, rest) => `<${uri};x=<sip:y>>${rest.replaceAll('"', '')}`],
  ['no parameters', (uri) => `<${uri};fs-path=<sip:10.0.0.1>>;expires=60`],
  ['no parameters, another host', (uri) => `<sip:${userOf(uri)}@192.0.2.1;x=<sip:y>>;expires=60`],
  ['the URI within another', (uri) => `<sip:gw@192.0.2.1;of=${encodeURIComponent(uri)}>`],
  ['no reg-id', (_, rest) => `<sip:gw@192.0.2.1;x="y">${rest.replace(';reg-id=1', '')}`],
  ['what is no parameter', (uri, rest) => `<${uri};x="y">;(odd);=;"q;${rest.slice(1)}`],
];

describe('a device knows its own Contact in a server’s list', () => {
  it.each(rewritten)('with %s', async (_what, rewrite) => {
    expect(await signInWhere((...sent) => `Contact: ${rewrite(...sent)}`)).toBe('signedIn');
  });

  it.each(rewritten)('with %s, beside others', async (_what, rewrite) => {
    expect(await signInWhere((...sent) => `m: ${others}, ${rewrite(...sent)}`)).toBe('signedIn');
  });

  it('though nothing of it is left, if it is the only one, or the only one of no other device', async () => {
    expect(await signInWhere(() => 'Contact: <sip:gw@192.0.2.1;x="y">')).toBe('signedIn');
    expect(await signInWhere(() => `Contact: <sip:gw@192.0.2.1;x="y">, ${others}`)).toBe(
      'signedIn',
    );
  });

  it('and takes no other device’s for it', async () => {
    const desk = others.split(', ')[0] ?? '';
    expect(await signInWhere(() => `Contact: ${desk}`)).toBe('signedOut');
  });
});

const own = '<sip:c0ffee01@abc123def456.invalid;transport=ws>';
const instance = '"<urn:uuid:0c67446e-f1a1-41d9-94d3-000a95a0e128>"';
const via = 'Via: SIP/2.0/WS x.invalid;branch=z9hG4bK7';
const asked = (contact: string) =>
  ['REGISTER sip:contoso.com SIP/2.0', via, `Contact: ${contact}`, '', ''].join('\r\n');
const answered = (...headers: readonly string[]) =>
  ['SIP/2.0 200 OK', via, ...headers, '', ''].join('\r\n');

it('whatever stands in its URI and beside it, its lifetime is the one that counts', () => {
  const parameter = fc.constantFrom(
    'fs-path=<sip:1.2.3.4;lr>',
    'x="a,b;c>"',
    'received="<sip:192.0.2.1>"',
    'alias=192.0.2.1~5060~5',
    'x=%3Csip%3A',
    'lr',
    'x=<<sip:a>,<sip:b>>',
    'é',
  );
  const other = fc.constantFrom(
    '<sip:desk@x.invalid>;expires=9',
    '"Bob, at <desk>" <sip:b@x;y="<z>">;+sip.instance="<urn:uuid:1>";expires=9',
    '<mailto:a@b>',
    'sip:b@x;reg-id=1;+sip.instance=<urn:uuid:2>;expires=9',
    '<tel:+1>;expires="9"',
    '',
  );
  const list = fc.tuple(
    fc.array(other, { maxLength: 3 }),
    fc.array(parameter, { maxLength: 3 }),
    fc.array(other, { maxLength: 3 }),
  );
  fc.assert(
    fc.property(list, ([before, parameters, after]) => {
      const answers = createRegistrarAnswers();
      answers.asked(asked(`${own};+sip.ice;reg-id=1;+sip.instance=${instance};expires=120`));
      const uri = ['sip:alice@192.0.2.1', ...parameters].join(';');
      const mine = `<${uri}>;reg-id=1;+sip.instance=${instance};expires=77`;
      const contact = [...before, mine, ...after].join(', ');
      expect(answers.take(answered(`Contact: ${contact}`))).toContain(
        `${own};reg-id=1;+sip.instance=${instance};expires=77\r\n`,
      );
    }),
    { numRuns: 300 },
  );
});
