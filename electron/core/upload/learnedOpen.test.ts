import { expect, test } from 'vitest';
import { parseAnswer } from '../../../contract/envelope.ts';
import { learnedPage } from '../../../contract/learnedOpen.ts';
import { verifySignature } from '../../adapters/system/crypto.ts';
import { createTestKeys, openLedgerFile } from '../../testing/audit.testkit.ts';
import { createManualClock } from '../../testing/clock.testkit.ts';
import { answered, createFakeService, createSigningKey } from '../../testing/service.testkit.ts';
import { createListLog, sha256, temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { createLedger } from '../audit/ledger.ts';
import { createServiceKeys } from './serviceKeys.ts';

const { jwks } = createSigningKey('first');

function start() {
  const file = createTestKeys();
  const clock = createManualClock();
  const now = () => clock.now();
  const ledger = createLedger({
    file: openLedgerFile(temporaryFolder(), clock),
    sha256,
    log: createListLog(),
    now,
    version: '0.1.0',
  });
  const service = createFakeService();
  let told = 0;
  const onSaid = () => {
    told += 1;
  };
  const ports = { service, file, ledger, verify: verifySignature, onSaid, now };
  const keys = createServiceKeys({ ...ports, warn: () => undefined });
  const learned = () => file.learnedBy();
  return { service, keys, learned, told: () => told };
}

test('that a service tells what it learned is kept with its address, until it says so no longer', () => {
  const { keys, service, learned, told } = start();
  keys.update(answered(200, jwks));
  expect([learned(), told()]).toEqual([null, 0]);
  keys.update(answered(200, { ...jwks, learned: true }));
  keys.noteLearned(true);
  expect([learned(), told()]).toEqual(['https://telemetry.contoso.com/', 1]);
  service.at = 'https://other.contoso.com/';
  keys.noteLearned(true);
  expect([learned(), told()]).toEqual([service.at, 2]);
  keys.noteLearned(false);
  expect([learned(), told()]).toEqual([null, 3]);
});

test.each([[undefined], [false], [null], ['true'], [1], ['https://attacker.example/'], [{}]])(
  'an answer that says %j opens nothing, and costs no keys or receipts',
  (odd) => {
    const { keys, learned } = start();
    keys.noteLearned(true);
    expect(keys.update(answered(200, { ...jwks, learned: odd }))).toBe(true);
    expect(learned()).toBeNull();
    const answer = parseAnswer(JSON.stringify({ receipts: [], rejected: [], learned: odd }));
    expect(answer.ok && answer.value.learned).toBeUndefined();
  },
);

test('the page is below the service’s address, however that ends', () => {
  expect(learnedPage('https://telemetry.contoso.com/')).toBe(
    'https://telemetry.contoso.com/learned/',
  );
  expect(learnedPage('https://contoso.com/telemetry')).toBe(
    'https://contoso.com/telemetry/learned/',
  );
});
