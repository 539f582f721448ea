import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTexts } from '../../contract/text/index.ts';
import { catalogue } from '../../contract/catalogue.ts';
import { openDataFolder } from '../shared/dataFolder.ts';
import { createRehash } from './ingest/rehash.ts';
import { rotatePepper } from './secrets.ts';
import { createService, type Service } from './service.ts';
import { withdrawalMessage } from '../../contract/envelope.ts';
import { checksOut, readAll, send, withdraw } from './testing/client.ts';
import { bodyOf, createDraw, drawId, owner, ownerKey, recordLine } from './testing/records.ts';
import { vectorPepper, vectors } from './vectors.ts';

const { t } = createTexts('en');

let folder: string;
let service: Service;
let logged: string[];
const draw = createDraw(7);
const rehash = createRehash({ id: 'p', secret: Buffer.from(vectorPepper, 'hex') });

const start = async () => {
  service = await createService({
    dataFolder: folder,
    port: 0,
    // However busy the machine is, no request has to come later.
    limits: { answeredWithinMs: Infinity },
    log: (said) => logged.push(said(t)),
  });
};

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-privacy-'));
  logged = [];
  await start();
});

afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const filesWith = (text: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.endsWith('.sock'))
    .filter((name) =>
      readFileSync(join(folder, name)).toString('latin1').toLowerCase().includes(text),
    );

test('the second hash gives the published vectors', () => {
  for (const { category, field, value, stored } of vectors)
    expect(rehash(category, { [field]: value }).fields[field]).toBe(stored);
});

test('every datum that the catalogue flags is hashed, and no other field changes', () => {
  for (const category of ['census', 'usage', 'error'] as const) {
    const data = Object.entries(catalogue[category]);
    const fields = Object.fromEntries(data.map(([name, { example }]) => [name, example]));
    const stored = rehash(category, fields).fields;
    for (const [name, datum] of data)
      if ('hashedByService' in datum) {
        expect(stored[name]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8/);
        expect(stored[name]).not.toBe(fields[name]);
      } else expect(stored[name]).toEqual(fields[name]);
  }
});

test('a person’s cleartext goes from every free text of the record, in any case and spelling', () => {
  const { fields } = rehash('error', {
    userId: 'Zoë.Marble@contoso.com',
    processType: 'main',
    exceptionMessage:
      'ZOË.MARBLE@contoso.com (zoe\u0308.marble@CONTOSO.com) sip%3AZo%C3%AB.Marble%40contoso.com',
    errorLog: '$& left; Zoë Marble stays',
  });
  const all = JSON.stringify(fields).toLowerCase();
  expect(all).not.toMatch(/zoë\.marble|zoe\u0308|contoso/);
  expect(fields['errorLog']).toContain('$& left; Zoë Marble stays');
  expect(fields['exceptionMessage']).toContain(String(fields['userId']));
  expect(fields['processType']).toBe('main');
});

test('two letters are hashed in their field and not looked for elsewhere', () => {
  const { fields } = rehash('error', { userId: 'at', exceptionStack: 'at open' });
  expect(fields['exceptionStack']).toBe('at open');
  expect(fields['userId']).not.toBe('at');
});

test('the same account in a census row and in an error row can’t be joined', () => {
  const value = 'e296d735-4f36-8e18-bc3b-52e1a02a0164';
  const census = rehash('census', { userId: value }).fields['userId'];
  expect(rehash('error', { userId: value }).fields['userId']).not.toBe(census);
});

test('the cleartext of a record is in no file and in no log line', async () => {
  const userId = 'Canary.9d41b7';
  const lines = Array.from({ length: 20 }, () =>
    recordLine('exception', drawId(draw), {
      fields: { userId, exceptionMessage: `no ${userId}`, errorLog: `canary.9D41b7 left` },
    }),
  );
  lines.push(recordLine('exception', drawId(draw), { fields: { userId, salary: userId } }));
  lines.push(`{"userId":"${userId}"`);
  const answer = await send(service.url, bodyOf(...lines));
  expect(answer.receipts).toHaveLength(20);
  expect(filesWith('canary.9d41b7')).toEqual([]);
  await service.close();
  expect(filesWith('canary.9d41b7')).toEqual([]);
  expect(logged.join('\n').toLowerCase()).not.toContain('canary');
  await start();
});

test('neither a bare digest nor a signature of a hashed record is stored, so that no account can be guessed', async () => {
  const body = bodyOf(recordLine('exception', drawId(draw)), recordLine('snapshot', drawId(draw)));
  const { receipts } = await send(service.url, body);
  for (const { digest, signature } of receipts) {
    expect(filesWith(digest)).toEqual([]);
    expect(filesWith(signature.toLowerCase())).toEqual([]);
  }
});

test('a new pepper gives other hashes to new rows, and retries still get their receipts', async () => {
  const first = bodyOf(recordLine('exception', drawId(draw)));
  const receipts = await send(service.url, first);
  await service.close();
  const opened = openDataFolder(folder, () => undefined);
  if (!opened.ok) throw new Error(opened.problem(t));
  const rotated = rotatePepper(opened.value, { forgetOld: false });
  opened.value.release();
  await start();
  expect(await send(service.url, first)).toEqual(receipts);
  await send(service.url, bodyOf(recordLine('exception', drawId(draw))));
  const rows = await readAll(service);
  const isBefore = ({ id }: { id: string }) => id === receipts.receipts[0]!.id;
  const [before, after] = [rows.find(isBefore), rows.find((row) => !isBefore(row))];
  expect(after!.pepperId).toBe(rotated.ok && rotated.value);
  expect(after!.pepperId).not.toBe(before!.pepperId);
  expect(after!.fields['userId']).not.toBe(before!.fields['userId']);
});

test('a withdrawal erases the owner’s rows from the files, and signs for it', async () => {
  const marked = (index: number) =>
    recordLine('exception', drawId(draw), { fields: { exceptionMessage: `trace5e1f ${index}` } });
  const body = bodyOf(...Array.from({ length: 50 }, (_, index) => marked(index)));
  const other = recordLine('repeats', drawId(draw), { owner: 'a'.repeat(64) });
  await send(service.url, body);
  await send(service.url, bodyOf(other, recordLine('day', drawId(draw))));
  expect(filesWith('trace5e1f')).not.toEqual([]);
  const confirmation = await withdraw(service.url, ownerKey);
  expect(confirmation).toMatchObject({ erased: 50, owner });
  expect(
    await checksOut(service.url, withdrawalMessage(confirmation), confirmation.signature),
  ).toBe(true);
  expect(filesWith('trace5e1f')).toEqual([]);
  expect(await readAll(service)).toHaveLength(2);
  expect(await withdraw(service.url, ownerKey)).toEqual(confirmation);
});

test('what arrives late for an owner who withdrew is refused, after a restart too', async () => {
  const body = bodyOf(recordLine('exception', drawId(draw)));
  await send(service.url, body);
  await withdraw(service.url, ownerKey);
  for (let round = 0; round < 2; round++) {
    const late = await send(service.url, body);
    expect(late.receipts).toEqual([]);
    expect(late.rejected[0]!.reason).toBe('owner: withdrawn');
    await service.close();
    await start();
  }
  expect(await readAll(service)).toEqual([]);
});

test('a withdrawal amid arriving records leaves none behind', async () => {
  const sending = Array.from({ length: 30 }, () =>
    send(service.url, bodyOf(recordLine('exception', drawId(draw)))),
  );
  await Promise.all([...sending, withdraw(service.url, ownerKey)]);
  expect(await readAll(service)).toEqual([]);
});
