import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test, vi } from 'vitest';
import { mangle, pick, seeded } from '../../../contract/testing/seeded.testkit.ts';
import { requestLines, signIn } from '../testing/dialog.ts';
import { createRawPhone, type RawPhone } from '../testing/phone.ts';
import { passwords, startPool } from '../testing/startPool.ts';

// So many frames take most of a minute; on a busy machine more.
vi.setConfig({ testTimeout: 240_000 });

const FRAMES = 100_000;
const BATCH = 1000;
/** More than a loaded heap's fragmentation causes; one kept frame each would be 40 MB. */
const MOST_GROWTH = 16 * 1024 * 1024;

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const methods = ['MESSAGE', 'INVITE', 'ACK', 'BYE', 'CANCEL', 'OPTIONS', 'REGISTER', 'SUBSCRIBE'];

function frameOf(unit: () => number, number: number): string {
  const method = pick(unit, methods);
  const lines = requestLines({
    method,
    uri: pick(unit, [`sip:${bob}`, 'sip:bob-device@bob.invalid;transport=ws']),
    from: `<sip:${alice}>;tag=f`,
    to: `<sip:${bob}>`,
    branch: String(number),
    callId: `call${String(number)}`,
    cseq: 1,
    more: ['Contact: <sip:a@a.invalid>;expires=600'],
  });
  const response = ['SIP/2.0 200 OK', ...lines.slice(1)];
  const text = (unit() < 0.2 ? response : lines).join('\r\n');
  return mangle(unit, `${text}\r\nContent-Length: 5\r\n\r\nhello`);
}

/** Sends the frames, then a keep-alive, and resolves once that is answered: everything was read. */
async function sendAll(phone: RawPhone, frames: readonly string[]): Promise<void> {
  for (const frame of frames) phone.sayText(frame);
  phone.sayText('\r\n\r\n');
  await phone.receive('\r\n');
  phone.heard.length = 0;
}

test('100,000 mutated frames neither end the pool nor stay in its memory', async () => {
  let later = 0;
  const pool = await startPool({
    now: () => Date.now() + later,
    limits: { burst: Number.MAX_SAFE_INTEGER },
  });
  const unit = seeded(7118);
  const [from, to] = [await createRawPhone(pool.wsUrl), await createRawPhone(pool.wsUrl)];
  try {
    await signIn(from, alice, passwords[alice]);
    await signIn(to, bob, passwords[bob]);
    const play = async (count: number) => {
      for (let sent = 0; sent < count; sent += BATCH) {
        const frames = Array.from({ length: BATCH }, (_, number) => frameOf(unit, sent + number));
        await sendAll(from, frames);
        to.heard.length = 0;
        // Whatever nobody answered ends by timeout.
        later += 300_000;
      }
      await vi.waitFor(() => {
        expect(pool.size().transactions).toBe(0);
      }, 10_000);
    };
    await play(BATCH * 5);
    const before = heapUsed();
    await play(FRAMES);
    expect(heapUsed() - before).toBeLessThan(MOST_GROWTH);
    expect(pool.size().connections).toBe(2);
    const fresh = await createRawPhone(pool.wsUrl);
    await signIn(fresh, 'carol@fabrikam.com', passwords['carol@fabrikam.com']);
    fresh.socket.terminate();
  } finally {
    from.socket.terminate();
    to.socket.terminate();
    await pool.remove();
  }
});
