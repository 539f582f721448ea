import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import type { z } from 'zod';
import { accessPageSchema } from '../../../contract/insights/accessLog.ts';
import {
  alertRule,
  alertsAnswer,
  alertSwitch,
  delivery,
  madeAlert,
} from '../../../contract/insights/alerts.ts';
import { jsonSchemaOf } from '../insights/openApi.ts';
import { alertsFile } from './alertStore.ts';
import { openAlerts, watches } from './testing/openAlerts.testkit.ts';
import { receiverForEach } from './testing/receiverForEach.testkit.ts';

const receiver = receiverForEach();
const rule = (url?: string) => receiver.ruleOf('crashFree', {}, url);
describe('a rule is not taken', () => {
  const mail = { kind: 'mail', address: 'ops@contoso.example' };
  const webhook = (url: string) => ({ to: { kind: 'webhook', url } });
  it.each<[string, object, RegExp]>([
    ['of a kind that there is not', { kind: 'weather' }, /kind/],
    ['below nothing', { below: 0 }, /below/],
    ['below more than all', { below: 100 }, /below/],
    ['below a text', { below: '99' }, /below/],
    ['of no day', { days: 0 }, /days/],
    ['of a hundred days', { days: 100 }, /days/],
    ['of half a day', { days: 1.5 }, /days/],
    [
      'that tells of fewer than five',
      { ...watches.newErrors, below: undefined, people: 4 },
      /people/,
    ],
    ['with more than it has', { hours: 3 }, /hours/],
    ['in a language that there is not', { language: 'tlh' }, /language/],
    ['to nowhere', { to: undefined }, /to/],
    ['to what is no address', webhook('hooks.example'), /to\.url: an address as https/],
    ['to a machine in plain text', webhook('http://hooks.example/'), /to\.url/],
    ['to the metadata of a cloud', webhook('http://169.254.169.254/latest/'), /to\.url/],
    ['to a name that only begins like this machine', webhook('http://localhost.example/'), /url/],
    ['to a file', webhook('file:///etc/passwd'), /to\.url/],
    ['with a password in it', webhook('https://candor:secret@hooks.example/'), /to\.url/],
    [
      'with another machine behind a backslash',
      webhook('http://localhost\\@hooks.example/'),
      /url/,
    ],
    ['to an address of e-mail that is none', { to: { ...mail, address: 'ops' } }, /to\.address/],
    [
      'with a second line in the address',
      { to: { ...mail, address: 'ops@contoso.example\r\nBcc: all@contoso.example' } },
      /to\.address/,
    ],
  ])('%s', async (_what, change, said) => {
    const at = await openAlerts();
    const answer = await at.set('POST', '', { ...rule(), ...change });
    expect([answer.status, await answer.text()]).toEqual([400, expect.stringMatching(said)]);
    expect((await at.list()).alerts).toEqual([]);
  });

  it('that is no object, or too large', async () => {
    const at = await openAlerts();
    for (const odd of [null, [], 'rule']) expect((await at.set('POST', '', odd)).status).toBe(400);
    expect((await at.set('POST', '', webhook(`https://a/${'x'.repeat(9000)}`))).status).toBe(413);
  });
});

describe('the rules', () => {
  it('are made, changed, tried and deleted with an entry in the access log, which holds no address', async () => {
    const at = await openAlerts();
    const id = await at.make(rule());
    await at.set('PUT', `/${id}`, rule());
    for (const on of [false, true]) await at.set('PUT', `/${id}/switch`, { on });
    await at.tryOut(id);
    await at.ask(`/${id}`, { method: 'DELETE' });
    const text = await (await at.ask('/../../access-log')).text();
    const { entries } = accessPageSchema.parse(JSON.parse(text));
    const what = entries.flatMap(({ event }) => (event.kind === 'alertSet' ? [event] : []));
    expect(what.map((event) => [event.rule, event.what]).reverse()).toEqual(
      ['made', 'changed', 'switchedOff', 'switchedOn', 'tried', 'deleted'].map((done) => [
        id,
        done,
      ]),
    );
    expect(text).not.toContain('secret');
  });

  it('are a hundred at most, and of one that is deleted nothing stays in the file', async () => {
    const at = await openAlerts();
    const id = await at.make(rule());
    for (let count = 1; count < 100; count += 1)
      expect((await at.set('POST', '', rule('https://hooks.example/'))).status).toBe(200);
    const full = await at.set('POST', '', rule());
    expect([full.status, await full.text()]).toEqual([
      409,
      expect.stringContaining('there are 100 rules, the most'),
    ]);
    // There is room for what is there already, and for one more once one is gone.
    expect((await at.set('PUT', `/${id}`, rule())).status).toBe(200);
    await at.ask(`/${id}`, { method: 'DELETE' });
    const bytes = readFileSync(join(at.dataFolder, alertsFile));
    expect(bytes.includes('secret-part')).toBe(false);
    expect(bytes.includes('hooks.example')).toBe(true);
    expect((await at.set('POST', '', rule('https://hooks.example/'))).status).toBe(200);
  });
});

/** A schema as the OpenAPI document writes it: a single allowed value is a list of one. */
const inOpenApi = (schema: z.ZodType): unknown =>
  JSON.parse(JSON.stringify(jsonSchemaOf(schema)), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('const' in value)) return value;
    const { const: only, ...rest } = value;
    return { ...rest, enum: [only] };
  });

test('the OpenAPI document describes the routes of alerts by the schemas that they are held to', async () => {
  const at = await openAlerts();
  const { paths } = (await (await fetch(`${at.url()}/v1/openapi.json`)).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const json = (schema: z.ZodType) => ({
    content: { 'application/json': { schema: inOpenApi(schema) } },
  });
  const answered = (schema: z.ZodType) => ({ responses: { 200: json(schema) } });
  const taken = { requestBody: json(alertRule), ...answered(madeAlert) };
  const all = '/v1/insights/alerts';
  expect(paths[all]).toMatchObject({ get: answered(alertsAnswer), post: taken });
  const one = { put: taken, delete: { responses: { 204: {} } } };
  expect(paths[`${all}/{rule}`]).toMatchObject(one);
  expect(paths[`${all}/{rule}/switch`]).toMatchObject({
    put: { requestBody: json(alertSwitch), ...answered(alertSwitch) },
  });
  expect(paths[`${all}/{rule}/trial`]).toMatchObject({ post: answered(delivery) });
});
