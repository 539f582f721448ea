import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { headMessage, ledgerHeadHeader, parseCounterSignature } from '../../contract/ledgerHead.ts';
import { createService, type Service } from './service.ts';
import { checksOut, post, send, withdraw } from './testing/client.ts';
import { crashLine, dumpOf, postCrash } from './testing/crashes.ts';
import { bodyOf, createDraw, drawId, ownerKey, recordLine } from './testing/records.ts';

const draw = createDraw(20261129);
const head = 'ab'.repeat(32);
const showing = (text: string) => ({ [ledgerHeadHeader]: text });

let folder: string;
let service: Service;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-head-'));
  service = await createService({ dataFolder: join(folder, 'data'), port: 0 });
});
afterEach(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

/** Expects the salted head to be signed with the service's key, at about this time. */
async function expectSigned(answer: string): Promise<void> {
  const signed = parseCounterSignature(answer);
  expect(signed?.head).toBe(head);
  expect(await checksOut(service.url, headMessage(signed!), signed!.signature)).toBe(true);
}

test('a ledger’s head is signed with receipts, with a dump’s and with a confirmation', async () => {
  const dump = dumpOf('a');
  const line = crashLine(drawId(draw), dump);
  await expectSigned(await (await post(service.url, bodyOf(line), showing(head))).text());
  const crash = await postCrash(service.url, { record: line, dump }, showing(head));
  await expectSigned(await crash.text());
  await expectSigned(JSON.stringify(await withdraw(service.url, ownerKey, showing(head))));
});

test('nothing is signed for who shows no head, or what is none, or has no record taken', async () => {
  const line = () => bodyOf(recordLine('day', drawId(draw)));
  const answers = [
    await send(service.url, line()),
    await send(service.url, line(), showing('ab')),
    await send(service.url, line(), showing(`${head}, ${head}`)),
    await send(service.url, bodyOf('no record'), showing(head)),
  ];
  expect(answers.map(({ receipts }) => receipts.length)).toEqual([1, 1, 1, 0]);
  const [first] = await Promise.all([post(service.url, line(), showing('ab'))]);
  expect(await first.text()).not.toContain('ledgerHead');
  const none = await post(service.url, bodyOf('no record'), showing(head));
  expect(await none.text()).not.toContain('ledgerHead');
});

test('the same record has the same receipt, whatever head is shown with it', async () => {
  const body = bodyOf(recordLine('day', drawId(draw)));
  const first = await send(service.url, body, showing(head));
  expect(await send(service.url, body, showing('cd'.repeat(32)))).toEqual(first);
});
