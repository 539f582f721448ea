import { hostname } from 'node:os';
import { expect, it, test } from 'vitest';
import { CannotStart } from '../../shared/outcome.ts';
import { openAlerts, watches } from './testing/openAlerts.testkit.ts';

/** The outcome of a webhook trial to this host if the operator allows these networks. */
async function problemAt(host: string, networks?: readonly unknown[]) {
  const files = networks && { 'webhooks.json': JSON.stringify({ networks }) };
  const at = await openAlerts({ ...(files && { files }), limits: { alertMs: 500 } });
  const url = `https://${host}/`;
  const rule = { ...watches.crashFree, to: { kind: 'webhook', url }, language: 'en' };
  const tried = await at.tryOut(await at.make(rule));
  return tried.arrived ? undefined : tried.problem.kind;
}

it.each([
  '10.0.0.1',
  '172.16.3.4',
  '192.168.1.1',
  '100.64.0.1',
  '169.254.169.254',
  '0.0.0.0',
  '0xa9fea9fe',
  '127.0.0.2',
  '[fe80::1]',
  '[fd00::1]',
  '[::]',
  '[::ffff:10.0.0.1]',
  '[64:ff9b::a00:1]',
  '[2002:a00:1::]',
  // The name of this machine, which doesn't resolve to a public address.
  hostname(),
])('nothing is sent to %s, which is not public', async (host) => {
  expect(await problemAt(host)).toBe('notAllowed');
});

it('may be sent into the networks that the operator names, and into no other', async () => {
  const networks = ['127.0.0.0/30', 'fd00::/8'];
  expect(await problemAt('127.0.0.2:9', networks)).toBe('unreachable');
  expect(await problemAt('127.0.0.9:9', networks)).toBe('notAllowed');
});

test.each([[['10.0.0.0/99']], [['everywhere']], [[7]]])(
  'webhooks.json with the networks %s keeps the service from starting, and says so',
  async (networks) => {
    const problem: unknown = await problemAt('10.0.0.1', networks).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(CannotStart);
    expect((problem as CannotStart).message).toContain('must be a JSON object with networks');
  },
);
