import { describe, expect, test, vi } from 'vitest';
import { parseAnswer } from '../../../contract/envelope.ts';
import { createTestKeys, openLedgerFile } from '../../testing/audit.testkit.ts';
import { createManualClock } from '../../testing/clock.testkit.ts';
import { answered, createFakeService, createSigningKey } from '../../testing/service.testkit.ts';
import { createListLog, sha256, temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { verifySignature } from '../../adapters/system/crypto.ts';
import { createLedger } from '../audit/ledger.ts';
import { createServiceKeys } from './serviceKeys.ts';

const retention = { census: 400, usage: 400, error: 90 };
const by = 'https://telemetry.contoso.com/';
const { jwks } = createSigningKey('first');

function start() {
  const file = createTestKeys();
  const clock = createManualClock();
  const now = () => clock.now();
  const onSaid = vi.fn();
  const ledger = createLedger({
    file: openLedgerFile(temporaryFolder(), clock),
    sha256,
    log: createListLog(),
    now,
    version: '0.1.0',
  });
  const service = createFakeService();
  const ports = { service, file, ledger, verify: verifySignature, onSaid, now };
  return {
    service,
    file,
    onSaid,
    keys: createServiceKeys({ ...ports, warn: () => undefined }),
  };
}

describe('how long the service says that it keeps what is sent', () => {
  test('is kept with the address that said it, and told once until it says otherwise', () => {
    const { keys, file, onSaid } = start();
    keys.update(answered(200, { ...jwks, retention }));
    expect(file.retention()).toEqual({ by, days: retention });
    keys.noteRetention(retention);
    expect(onSaid).toHaveBeenCalledTimes(1);
    keys.noteRetention({ ...retention, error: 60 });
    expect(file.retention()?.days.error).toBe(60);
    expect(onSaid).toHaveBeenCalledTimes(2);
  });

  test('is not lost by an answer without it, and costs no keys or receipts where it is not understood', () => {
    const { keys, file } = start();
    keys.noteRetention(retention);
    for (const odd of [undefined, null, 'long', { census: 400 }, { ...retention, error: -1 }]) {
      expect(keys.update(answered(200, { ...jwks, retention: odd }))).toBe(true);
      const answer = parseAnswer(JSON.stringify({ receipts: [], rejected: [], retention: odd }));
      expect(answer).toMatchObject({ ok: true });
      if (answer.ok) keys.noteRetention(answer.value.retention);
    }
    expect(file.retention()?.days).toEqual(retention);
  });

  test('is another’s once another service is asked', () => {
    const { keys, service, file } = start();
    keys.noteRetention(retention);
    service.at = 'https://other.contoso.com/';
    keys.noteRetention({ ...retention, error: 60 });
    expect(file.retention()).toEqual({ by: service.at, days: { ...retention, error: 60 } });
  });
});
