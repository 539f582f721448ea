import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../contract/catalogue.ts';
import type { ExceptionReport } from '../../../contract/ipc.ts';
import { createExceptionReporter } from '../../../renderer/app/reportExceptions.ts';
import { logBetween } from '../../adapters/log/logBetween.ts';
import { sha256, temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { crashFields } from '../crash/crashRecord.ts';
import { createProblems } from '../crash/problems.ts';
import { createFaults } from './faults.ts';
import { createLogExcerpt } from './logExcerpt.ts';
import { createScrub, LONGEST_SCRUBBED } from './scrub.ts';

const scrub = createScrub({
  home: '/srv/people/eve.marble',
  account: 'evemarble',
  host: 'laptop77.contoso.com',
  folders: ['/var/private/candor-data'],
  person: ['Eve Marble'],
});

/** What a text can contain, and which parts of it may not leave. */
const secrets: readonly (readonly [string, string])[] = [
  ['sip:eve.marble@contoso.com;transport=ws', 'eve.marble@contoso.com;transport=ws'],
  ['eve.marble@mail.contoso.com', 'eve.marble@mail.contoso.com'],
  ['to=eve.marble%40contoso.com', 'eve.marble%40contoso.com'],
  ['eve.marble@[203.0.113.77]', 'eve.marble@[203.0.113.77]'],
  ['/srv/people/eve.marble/', '/srv/people/eve.marble'],
  ['/var/private/candor-data/', '/var/private/candor-data'],
  ['/home/ann.archer/', 'ann.archer'],
  ['C:\\Users\\Ann Archer\\', 'Ann Archer'],
  ['\\\\files7\\homes$\\ann.archer', '\\\\files7\\homes$\\ann.archer'],
  ['Eve Marble', 'Eve Marble'],
  ['evemarble', 'evemarble'],
  ['laptop77.contoso.com', 'laptop77.contoso.com'],
  ['203.0.113.177', '203.0.113.177'],
  ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3:8d3:1319:8a2e:370:7348'],
  ['fe80::1ff:fe23:4567:890a%eth0', 'fe80::1ff:fe23:4567:890a%eth0'],
  ['00:1a:2b:3c:4d:5e', '00:1a:2b:3c:4d:5e'],
  ['Bearer abc.def-123456789', 'abc.def-123456789'],
  ['Authorization: Negotiate YIIZ abcdef', 'Negotiate YIIZ abcdef'],
  ['password: "my veiled rhyme"', 'my veiled rhyme'],
  ['A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8', 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8'],
  [
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbW9zIn0.c2ln',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbW9zIn0.c2ln',
  ],
  ['https://eve:pw7@contoso.com/a?b=c', 'eve:pw7@contoso.com/a?b=c'],
];

/** The parts of the secret, of four characters, that a text still contains. */
const leftOf = (secret: string, text: string): string[] =>
  Array.from({ length: secret.length - 3 }, (_, at) => secret.slice(at, at + 4)).filter((part) =>
    text.includes(part),
  );

const fill = (length: number, piece: string) =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

/** Texts that contain the secret at each position around a cut, counted from the start or from the end. */
function* textsAround(secret: string, cut: number, side: 'start' | 'end', piece: string) {
  for (let within = 0; within <= secret.length + 2; within += 1) {
    const [kept, dropped] = [fill(cut - within, piece), fill(2000, piece)];
    yield side === 'start' ? `${kept}\t${secret}\t${dropped}` : `${dropped}\t${secret}\t${kept}`;
  }
}

const longestLog = catalogue.error.errorLog.maxLength;
const versions = { electronVersion: '1', chromiumVersion: '1' };
const userId = () => 'u';
const surface = () => 'desktop' as const;
const allows = () => true;

/** As it is kept if each of these lines is written while error reports are allowed. */
function excerptOf(log: string) {
  const excerpt = createLogExcerpt(allows);
  for (const line of log.split('\n')) excerpt.note(line);
  return excerpt;
}

/** Everything in an exception's error record. */
function recordOf(fault: Partial<ExceptionReport>, log = ''): string {
  let recorded = '';
  createFaults({
    sha256,
    scrub,
    userId,
    surface,
    excerpt: excerptOf(log),
    consent: { allows } as unknown as Parameters<typeof createFaults>[0]['consent'],
    collector: {
      record: (_name: string, _surface: string, fields: object) => {
        const texts = Object.entries(fields).filter(([field]) => field !== 'fingerprint');
        recorded = JSON.stringify(texts).replaceAll('\\\\', '\\');
        return Promise.resolve('stored');
      },
    } as unknown as Parameters<typeof createFaults>[0]['collector'],
    condition: () => ({}) as never,
  }).report({ processType: 'main', name: 'Error', message: '', stack: '', ...fault });
  return recorded;
}

const crashOf = (log: string, crashedModule?: string): string =>
  JSON.stringify(
    crashFields({
      userId: 'u',
      versions,
      scrub,
      circumstances: { log, condition: {} },
      incident: { processType: 'renderer', incident: 'crash' } as never,
      dump: { read: { crashedModule } as never, size: 1 },
    }),
  ).replaceAll('\\\\', '\\');

function problemOf(log: string): string {
  let encoded = '';
  createProblems({
    scrub,
    userId,
    surface,
    excerpt: excerptOf(log),
    versions,
    consent: { allows } as unknown as Parameters<typeof createProblems>[0]['consent'],
    outboxes: {} as never,
    encode: ({ fields }) => {
      encoded = String(fields['errorLog']);
      return { ok: true, entry: { id: '', line: new Uint8Array() } as never };
    },
    clock: { now: () => 0 } as never,
    condition: () => ({}) as never,
    decodeUtf8: () => '',
    wakeUploader: () => undefined,
  }).preview('it hangs');
  return encoded;
}

/** What a window reports to the main process. */
function reported(part: 'name' | 'message' | 'stack', text: string): ExceptionReport {
  const sent: ExceptionReport[] = [];
  const error = new Error();
  Object.assign(error, { name: '', message: '', stack: '', [part]: text });
  createExceptionReporter((report) => {
    sent.push(report);
    return Promise.resolve();
  }).report(error);
  return sent[0] ?? { name: '', message: '', stack: '' };
}

/** In lines, as logs and stacks have them, and in one line. */
const pieces = ['zz zz zz zz\n', 'zz '];
const { exceptionType, exceptionMessage, exceptionStack, crashedModule } = catalogue.error;

describe('no four characters of a secret are left by a cut that parts it', () => {
  const everywhere = secrets.flatMap(([text, secret]) =>
    pieces.map((piece) => [text, secret, piece] as const),
  );
  const holds = (
    secret: string,
    texts: Iterable<string>,
    leaves: (text: string) => string,
  ): void => {
    for (const text of texts) expect(leftOf(secret, leaves(text))).toEqual([]);
  };

  it.each(everywhere)('%j, at the scrubber’s own bound', (text, secret, piece) => {
    holds(secret, textsAround(text, LONGEST_SCRUBBED, 'start', piece), scrub);
  });

  it.each(everywhere)('%j, at the start of a log', (text, secret, piece) => {
    const texts = () => textsAround(text, longestLog, 'end', piece);
    // Thirty long lines, the first of which is cut.
    const long = () => textsAround(text, longestLog, 'end', `${fill(400, 'zz ')}\n`);
    for (const logs of [texts, long]) {
      holds(secret, logs(), (log) => recordOf({}, log));
      holds(secret, logs(), crashOf);
      holds(secret, logs(), problemOf);
    }
  });

  it.each(everywhere)('%j, at the start of an earlier session’s log', (text, secret, piece) => {
    const file = join(temporaryFolder(), 'candor.log');
    const line = '[2026-11-28T10:00:00.000Z] [info] zz\n';
    for (const log of textsAround(text, 65_536 - 500, 'end', piece)) {
      writeFileSync(file, line + log + `\n${line}`.repeat(4).padEnd(500, 'z'));
      expect(leftOf(secret, crashOf(logBetween(file, 0, Infinity)))).toEqual([]);
    }
  });

  it.each(everywhere)('%j, in an exception of the main process', (text, secret, piece) => {
    for (const [part, { maxLength }] of [
      ['name', exceptionType],
      ['message', exceptionMessage],
      ['stack', exceptionStack],
    ] as const)
      holds(secret, textsAround(text, maxLength, 'start', piece), (long) =>
        recordOf({ [part]: long }),
      );
  });

  it.each(everywhere)('%j, in what a window tells of one', (text, secret, piece) => {
    for (const part of ['name', 'message', 'stack'] as const) {
      const { length } = reported(part, fill(1_000_000, 'z\n'))[part];
      for (const cut of [128, 4096, length])
        holds(secret, textsAround(text, cut, 'start', piece), (long) => {
          const report = reported(part, long);
          return Object.values(report).map(scrub).join('\n');
        });
    }
  });

  it.each(secrets)('%j, in the name of a module', (text, secret) => {
    holds(secret, textsAround(text, crashedModule.maxLength, 'start', 'zz '), (name) =>
      crashOf('', name),
    );
  });
});
