import type { RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { deliveryProblemText } from '../../../contract/insights/alertText.ts';
import type { Delivery } from '../../../contract/insights/alerts.ts';
import { createTexts } from '../../../contract/text/index.ts';
import { makeCertificate, missingForCertificates } from '../../../e2e/fixtures/certificate.ts';
import { openAlerts } from './testing/openAlerts.testkit.ts';
import { receiverForEach } from './testing/receiverForEach.testkit.ts';
import { startReceiver } from './testing/receivers.testkit.ts';

const receiver = receiverForEach();
const rule = (url?: string) => receiver.ruleOf('crashFree', {}, url);
const saidOf = (tried: Delivery) =>
  tried.arrived
    ? `arrived ${tried.detail}`
    : deliveryProblemText(createTexts('en').t, tried.problem);
const { events } = receiver;

describe('a trial', () => {
  it('is marked as one, says what the receiver answered, and makes nothing fire', async () => {
    const at = await openAlerts();
    const id = await at.make(rule());
    expect(saidOf(await at.tryOut(id))).toBe('arrived 200');
    expect(receiver.got).toMatchObject([{ event: 'trial', ruleId: id, findings: [] }]);
    expect(receiver.got[0]!.text).toMatch(/^Candor, trial: Fewer than 99%.*\nThis is a trial:/s);
    expect((await at.one()).firing).toEqual([]);
  });

  it.each<[string, RequestListener, string]>([
    [
      'fails',
      (_, response) => response.writeHead(500).end('secret words'),
      'The receiver answered 500.',
    ],
    ['refuses', (_, response) => response.writeHead(410).end(), 'The receiver answered 410.'],
    [
      'answers with a page to sign in at',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<form>'),
      'The receiver answered 200 with a web page',
    ],
    [
      'redirects',
      (_, response) => response.writeHead(307, { location: '/elsewhere' }).end(),
      'The receiver answered 307, a redirection. None is followed',
    ],
    ['breaks off', (_, response) => response.destroy(), 'The receiver can’t be reached ('],
    ['never answers', () => undefined, 'The receiver did not answer in time.'],
  ])('at a receiver that %s says so', async (_what, how, said) => {
    const at = await openAlerts({ limits: { alertMs: 300 } });
    const id = await at.make(rule());
    receiver.answers(how);
    expect(saidOf(await at.tryOut(id))).toContain(said);
    expect(receiver.got).toHaveLength(1);
    expect(at.said.join()).not.toContain('secret');
  });

  it('says where nobody listens, and where there is no such machine', async () => {
    const at = await openAlerts();
    const closed = await startReceiver();
    await closed.close();
    const said = async (url: string) => saidOf(await at.tryOut(await at.make(rule(url))));
    expect(await said(closed.url)).toContain('can’t be reached (ECONNREFUSED)');
    expect(await said('https://no-such-machine.invalid/')).toContain('can’t be reached (');
  });

  it.skipIf(missingForCertificates())(
    'goes over TLS to whom the system trusts, and to nobody else',
    async () => {
      const at = await openAlerts();
      const { key, cert } = makeCertificate(at.dataFolder, ['localhost']);
      const tls = createTlsServer({ key, cert }, (_, response) => response.end());
      tls.listen(0, '127.0.0.1');
      await once(tls, 'listening');
      const id = await at.make(rule(`https://localhost:${(tls.address() as AddressInfo).port}/`));
      const untrusted = 'certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)';
      expect(saidOf(await at.tryOut(id))).toContain(untrusted);
      const trusted = getCACertificates();
      setDefaultCACertificates([...trusted, cert.toString()]);
      expect(saidOf(await at.tryOut(id))).toBe('arrived 200');
      setDefaultCACertificates(trusted);
      tls.closeAllConnections();
      tls.close();
    },
  );

  it('of a rule that there is not is none', async () => {
    const at = await openAlerts();
    const path = '/5e872200-f546-4ccd-8f23-af5f507aa2dd';
    expect((await at.ask(`${path}/trial`, { method: 'POST' })).status).toBe(404);
    expect((await at.ask(path, { method: 'DELETE' })).status).toBe(404);
    expect((await at.set('PUT', path, rule())).status).toBe(404);
  });
});

describe('a message that could not be delivered', () => {
  it('says so, comes again at longer and longer intervals, also after a restart, and in order', async () => {
    const at = await openAlerts();
    await at.arrive({ crashes: 4 });
    receiver.answers((_, response) => response.writeHead(503).end());
    await at.make(rule());
    await at.arrive({ devices: 600 });
    await at.pass();
    expect(await at.one()).toMatchObject({
      firing: [],
      undelivered: { messages: 2, problem: { kind: 'refused', detail: '503' } },
    });
    expect(at.said.join()).toMatch(/an alert to 127\.0\.0\.1:\d+ could not be delivered/);
    const tried = receiver.got.length;
    await at.passHours(10);
    // Tried after 5, 10, 20, 40, 80, 160 and 320 minutes.
    expect(receiver.got.length - tried).toBe(6);
    expect(new Set(receiver.got.map(({ message }) => message)).size).toBe(1);
    receiver.answers();
    receiver.got.length = 0;
    await at.close();
    await at.start();
    await at.passHours(6);
    expect(events()).toEqual(['fired', 'over']);
    expect(await at.one()).toMatchObject({
      undelivered: null,
      last: { delivery: { arrived: true, detail: '200' } },
    });
    await at.passHours(1);
    expect(events()).toHaveLength(2);
    expect(at.said.join()).not.toContain('secret');
  });

  it('is given up after a week of trying', async () => {
    const at = await openAlerts();
    await at.arrive({ crashes: 4 });
    receiver.answers((_, response) => response.writeHead(503).end());
    await at.make(rule());
    expect((await at.one()).last).toBeNull();
    for (let days = 0; days < 40; days += 1) await at.laterBy(0.25);
    const problem = { kind: 'refused', detail: '503' };
    expect(await at.one()).toMatchObject({
      undelivered: null,
      last: { delivery: { arrived: false, problem } },
    });
    expect(at.said.join()).toContain('not delivered in seven days, and is dropped');
  });

  it('comes again soon, though the clock went back', async () => {
    const at = await openAlerts();
    await at.arrive({ crashes: 4 });
    receiver.answers((_, response) => response.writeHead(503).end());
    await at.make(rule());
    receiver.answers();
    await at.laterBy(-1);
    expect(events()).toEqual(['fired', 'fired']);
    expect((await at.one()).undelivered).toBeNull();
  });
});
