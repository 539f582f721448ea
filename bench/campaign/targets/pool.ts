import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { pick } from '../../../contract/testing/seeded.testkit.ts';
import { requestLines, signIn } from '../../../service/pool/testing/dialog.ts';
import { createRawPhone, type RawPhone } from '../../../service/pool/testing/phone.ts';
import { passwords } from '../../../service/pool/testing/startPool.ts';
import { attackServer, strangerHeaders, type Attacker } from '../attackServer.ts';
import { hostileText, repeatedTexts, spoilt } from '../hostileText.ts';

const LONGEST_HEADER = 90 * 1024;
const PATIENCE_MS = 10_000;
const [alice, bob] = ['alice@contoso.com', 'bob@contoso.com'] as const;

const headerNames = [
  'Authorization',
  'Contact',
  'Via',
  'Route',
  'Record-Route',
  'From',
  'To',
  'Expires',
  'Proxy-Authorization',
  'CSeq',
  'Call-ID',
  'Max-Forwards',
  'Content-Type',
  'X-Other',
];
const methods = ['REGISTER', 'MESSAGE', 'INVITE', 'ACK', 'BYE', 'CANCEL', 'OPTIONS', 'INFO'];

function frame(unit: () => number, credentials?: string): string {
  const method = pick(unit, methods);
  const number = String(Math.floor(unit() * 2 ** 31));
  const header = (): string => {
    const name = pick(unit, headerNames);
    const value = hostileText(unit, LONGEST_HEADER).replace(/[\r\n]/g, ' ');
    return `${name}: ${pick(unit, [value, `Digest ${value}`, `Digest username="${value}"`, `<sip:${value}>`])}`;
  };
  const lines = requestLines({
    method,
    uri: pick(unit, [`sip:${bob}`, 'sip:contoso.com', `tel:${number}`]),
    from: `<sip:${alice}>;tag=f`,
    to: `<sip:${bob}>`,
    branch: number,
    callId: `call${number}`,
    cseq: 1,
    more:
      credentials === undefined
        ? Array.from({ length: Math.floor(unit() * 4) }, header)
        : [`Authorization: Digest ${credentials}`],
  });
  const text = `${lines.join('\r\n')}\r\nContent-Length: 0\r\n\r\n`;
  return credentials !== undefined || unit() < 0.5 ? text : spoilt(unit, text, LONGEST_HEADER);
}

/** Sends a frame, then a keep-alive; a socket that the pool closed instead is a refusal, and no fault. */
async function exchange(phone: RawPhone, text: string): Promise<'answered' | 'closed' | 'silent'> {
  const over = new AbortController();
  phone.heard.length = 0;
  phone.sayText(text);
  phone.sayText('\r\n\r\n');
  const answered = phone.receive('\r\n').then(() => 'answered' as const);
  const closed = once(phone.socket, 'close', over).then(() => 'closed' as const);
  const silent = setTimeout(PATIENCE_MS, 'silent' as const, over);
  const outcome = await Promise.race([answered, closed, silent]);
  over.abort();
  await Promise.allSettled([closed, silent]);
  return outcome;
}

async function askProvisioning(url: string, unit: () => number): Promise<readonly string[]> {
  const value = hostileText(unit, 12_000).replace(/[^\x20-\x7e]/g, '?');
  const path = `/v1/provisioning?account=${encodeURIComponent(hostileText(unit, 300).toWellFormed())}`;
  const { status } = await fetch(url + path, {
    headers: { authorization: `Digest ${value}`, ...strangerHeaders(unit) },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return status >= 500 && status !== 503 ? [`provisioning answered ${String(status)}`] : [];
}

function createAttacker(url: string): Promise<Attacker> {
  const wsUrl = url.replace('http', 'ws');
  const first = repeatedTexts(LONGEST_HEADER)[Symbol.iterator]();
  let phone: RawPhone | undefined;
  const connect = async (unit: () => number): Promise<RawPhone> => {
    const opened = await createRawPhone(wsUrl);
    opened.socket.on('error', () => {
      opened.socket.terminate();
    });
    if (unit() < 0.5) await signIn(opened, alice, passwords[alice]);
    return opened;
  };
  return Promise.resolve(async (unit) => {
    if (unit() < 0.2) return askProvisioning(url, unit);
    if (phone?.socket.readyState !== 1) phone = await connect(unit);
    const { value: credentials } = first.next();
    const text = frame(unit, credentials?.replace(/[\r\n]/g, ' '));
    const outcome = await exchange(phone, text);
    return outcome === 'silent'
      ? [`the pool fell silent at ${JSON.stringify(text.slice(0, 200))}`]
      : [];
  });
}

export const pool = attackServer('pool', 'pool', createAttacker);
