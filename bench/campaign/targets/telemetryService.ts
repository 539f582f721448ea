import { gzipSync } from 'node:zlib';
import { hash } from 'node:crypto';
import { anything, pick } from '../../../contract/testing/seeded.testkit.ts';
import { candorSchema, type RecordName } from '../../../contract/records.ts';
import { recordShapes } from '../../../contract/recordShapes.ts';
import { datumIn } from '../../../contract/schema.ts';
import {
  bodyOf,
  createDraw,
  drawId,
  recordLine,
} from '../../../service/telemetry/testing/records.ts';
import { defaultLimits } from '../../../service/telemetry/limits.ts';
import { attackServer, strangerHeaders, type Attacker } from '../attackServer.ts';
import { hostileText, repeatedTexts, spoilt } from '../hostileText.ts';

const LONGEST_FIELD = 8150;
const CROWD = 40;
const PATIENCE_MS = 10_000;

type Sent = readonly [
  path: string,
  Omit<RequestInit, 'headers'> & { readonly headers: Readonly<Record<string, string>> },
];

const names = Object.keys(recordShapes) as readonly RecordName[];

/** Fields that the catalogue allows, each text as long as it permits. @param write makes one of a length. */
function textFields(
  name: RecordName,
  write: (length: number) => string,
): Readonly<Record<string, string>> {
  const { category, required, optional } = recordShapes[name];
  const texts = [...required, ...optional].filter((field) => {
    const datum = datumIn(candorSchema, category, field);
    return datum?.type === 'text' && datum.values === undefined;
  });
  return Object.fromEntries(
    texts.map((field) => [
      field,
      write(datumIn(candorSchema, category, field)?.maxLength ?? LONGEST_FIELD),
    ]),
  );
}

/** As many records as one request may reasonably hold, all with the same text. */
function crowd(unit: () => number, text: string): Sent {
  const draw = createDraw(Math.floor(unit() * 2 ** 31));
  const lines = Array.from({ length: CROWD }, () =>
    recordLine('exception', drawId(draw), {
      fields: textFields('exception', (length) => text.slice(0, length)),
    }),
  );
  return packed(bodyOf(...lines));
}

const packed = (body: string): Sent => [
  '/v1/records',
  {
    method: 'POST',
    body: gzipSync(body),
    headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
  },
];

/** As many records as one request may hold, each as small as can be. */
function multitude(unit: () => number): Sent {
  const draw = createDraw(Math.floor(unit() * 2 ** 31));
  const lines = Array.from({ length: defaultLimits.records }, () =>
    recordLine('repeats', drawId(draw)),
  );
  return packed(bodyOf(...lines));
}

function records(unit: () => number): Sent {
  const draw = createDraw(Math.floor(unit() * 2 ** 31));
  const count = 1 + Math.floor(unit() ** 3 * 60);
  const lines = Array.from({ length: count }, () => {
    const name = pick<RecordName>(unit, ['exception', 'problem', ...names]);
    const fields = unit() < 0.8 ? textFields(name, (length) => hostileText(unit, length)) : {};
    const line = recordLine(name, drawId(draw), { fields });
    return unit() < 0.8 ? line : spoilt(unit, line, LONGEST_FIELD);
  });
  const body = unit() < 0.9 ? bodyOf(...lines) : spoilt(unit, bodyOf(...lines), LONGEST_FIELD);
  if (unit() < 0.5) return packed(body);
  return [
    '/v1/records',
    { method: 'POST', body, headers: { 'content-type': 'application/x-ndjson' } },
  ];
}

function crash(unit: () => number): Sent {
  const dump = Buffer.concat([Buffer.from('MDMP'), Buffer.from(hostileText(unit, 20_000))]);
  const record = recordLine('crash', drawId(createDraw(Math.floor(unit() * 2 ** 31))), {
    fields: { dumpSize: dump.length, dumpDigest: hash('sha256', dump, 'hex') },
  });
  const part = (name: string, text: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"; filename="f"\r\n\r\n${text}\r\n`;
  const sound = `${part('header', '{}')}${part('record', record)}${part('dump', dump.toString('latin1'))}--b--\r\n`;
  const type = spoilt(unit, 'multipart/form-data; boundary=b', 200).replace(/[^\x20-\x7e]/g, '?');
  return [
    '/v1/crashes',
    {
      method: 'POST',
      body: unit() < 0.5 ? sound : spoilt(unit, sound, 20_000),
      headers: { 'content-type': unit() < 0.5 ? type : 'multipart/form-data; boundary=b' },
    },
  ];
}

function withdrawal(unit: () => number): Sent {
  const key = unit() < 0.3 ? 'c0'.repeat(32) : hostileText(unit, 2000);
  const body = JSON.stringify(unit() < 0.5 ? { key } : anything(unit));
  return [
    '/v1/withdrawals',
    { method: 'POST', body, headers: { 'content-type': 'application/json' } },
  ];
}

function reading(unit: () => number): Sent {
  const value = encodeURIComponent(hostileText(unit, 300).toWellFormed());
  const path = pick(unit, [
    `/v1/records?since=${value}`,
    `/v1/records?category=${value}`,
    `/v1/crashes/${value}`,
    `/${value}`,
  ]);
  const token = hostileText(unit, 300).replace(/[^\x20-\x7e]/g, '?');
  return [path, { headers: { authorization: `Bearer ${token}` } }];
}

/** 503 is an answer of an overloaded service; any other failure of its own is a fault. */
const isFault = (status: number): boolean => status >= 500 && status !== 503;

async function send(url: string, [path, request]: Sent, unit: () => number) {
  const response = await fetch(url + path, {
    ...request,
    headers: { ...request.headers, ...strangerHeaders(unit) },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const answer = `${String(response.status)}: ${(await response.text()).slice(0, 100)}`;
  return isFault(response.status) ? [`${path.slice(0, 40)} answered ${answer}`] : [];
}

function createAttacker(url: string): Promise<Attacker> {
  const first = repeatedTexts(LONGEST_FIELD)[Symbol.iterator]();
  return Promise.resolve((unit) => {
    // A crowd takes a second to be answered, and would leave nothing of a short campaign for all else.
    const { value: text } = unit() < 0.2 ? first.next() : {};
    if (text !== undefined) return send(url, crowd(unit, text), unit);
    const others = [records, records, records, multitude, crash, withdrawal, reading];
    return send(url, pick(unit, others)(unit), unit);
  });
}

export const telemetryService = attackServer('telemetry service', 'service', createAttacker);
