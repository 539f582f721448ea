import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { createTexts } from '../../../../contract/text/index.ts';
import type { Frame } from '../../../../contract/sourceMaps.ts';
import { setMapsApart } from '../../../../tools/setMapsApart.ts';
import { createService, type Service } from '../../service.ts';
import { send } from '../../testing/client.ts';
import { bodyOf, recordLine } from '../../testing/records.ts';
import { runToEnd } from '../../testing/run.ts';
import { createDeminifier } from './deminifier.ts';
import { deminify } from './deminify.ts';
import { uploadMaps } from './uploadMaps.ts';

const { t } = createTexts('en');
const folder = mkdtempSync(join(tmpdir(), 'candor-maps-'));
const built = join(folder, 'build');
/** The stack of an exception thrown by built code, as V8 writes it. */
let stack: string;

const sources = {
  'conversation.ts': `interface Conversation { readonly state: string }
export function openConversation(conversation?: Conversation): string {
  return conversation!.state.toUpperCase();
}
`,
  'main.ts': `import { openConversation } from './conversation.ts';

function selectFirst(conversations: readonly never[]): string {
  return openConversation(conversations[0]) + '!';
}
export const start = (): string => selectFirst([]) + '?';
`,
};

beforeAll(async () => {
  const source = join(folder, 'source');
  mkdirSync(source);
  for (const [name, text] of Object.entries(sources)) writeFileSync(join(source, name), text);
  await build({
    root: source,
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(built, 'renderer'),
      emptyOutDir: true,
      minify: 'oxc',
      sourcemap: 'hidden',
      rolldownOptions: {
        input: join(source, 'main.ts'),
        preserveEntrySignatures: 'strict',
        output: {
          entryFileNames: 'assets/[name]-[hash].js',
          minify: { mangle: { toplevel: true } },
        },
      },
    },
  });
  setMapsApart(built, ['electron', 'renderer', 'web']);
  const [file = ''] = readdirSync(join(built, 'renderer/assets'));
  const { start } = (await import(pathToFileURL(join(built, 'renderer/assets', file)).href)) as {
    start: () => void;
  };
  try {
    start();
  } catch (error) {
    // As Candor reports it: only the lines in its own code.
    const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
    stack = lines.filter((line) => line.includes(file)).join('\n');
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

let data: string;
let maps: string;
beforeEach(() => {
  const own = mkdtempSync(join(folder, 'own-'));
  data = join(own, 'data');
  maps = join(own, 'maps');
  mkdirSync(data);
  cpSync(join(built, 'maps'), maps, { recursive: true });
});

const mapFile = () =>
  join(maps, 'renderer/assets', readdirSync(join(maps, 'renderer/assets'))[0] ?? '');
function upload(version = '0.1.0'): { kept: number; said: readonly string[] } {
  const uploaded = uploadMaps(data, version, maps);
  if (!uploaded.ok) return { kept: 0, said: [uploaded.problem(t)] };
  const { kept, refused } = uploaded.value;
  return { kept, said: refused.map((problem) => problem(t)) };
}
const places = (frames: readonly Frame[] | undefined) =>
  frames?.map(({ original }) =>
    original === null
      ? null
      : `${original.function ?? ''} ${original.file}:${original.line}:${original.column}`,
  );

describe('a stack is read in the sources', () => {
  it('of the build that threw it, in its very file, line, column and function', () => {
    expect(stack).not.toContain('openConversation');
    expect(upload()).toEqual({ kept: 1, said: [] });
    expect(places(deminify(data, '0.1.0', stack))).toEqual([
      'openConversation source/conversation.ts:3:24',
      'selectFirst source/main.ts:4:10',
      expect.stringMatching(/ source\/main\.ts:6:36$/),
    ]);
  });

  it('whatever folder it was packed into, and whatever scheme its pages have', () => {
    upload();
    const packed = stack.replaceAll(built, 'app://candor').replaceAll('/renderer/', '/');
    expect(packed).toContain('(app://candor/assets/main');
    expect(places(deminify(data, '0.1.0', packed))?.[0]).toMatch(/^openConversation source/);
  });

  it('but for lines of other files, of no file and of another version, which stay as they were', () => {
    upload();
    const other = [
      'at open (app://candor/assets/other.js:1:2042)',
      'at Array.map (<anonymous>)',
      'TypeError: no state',
      '',
      `at open (app://candor/assets/${'x/'.repeat(3000)}a.js:9999999:9999999)`,
    ];
    expect(deminify(data, '0.1.0', other.join('\n'))).toEqual(
      other.map((reported) => ({ reported, original: null })),
    );
    expect(places(deminify(data, '0.2.0', stack))).toEqual([null, null, null]);
  });

  it('of at most a hundred lines', () => {
    upload();
    expect(deminify(data, '0.1.0', `${stack}\n`.repeat(1000))).toHaveLength(100);
  });
});

describe('what is no map of the release is refused by name', () => {
  it.each<[string, () => void, RegExp]>([
    [
      'no JSON',
      () => {
        writeFileSync(mapFile(), 'function a(){}');
      },
      /main-\S+\.map is no source map/,
    ],
    [
      'JSON of another kind',
      () => {
        writeFileSync(mapFile(), '{"version":3}');
      },
      /is no source map/,
    ],
    [
      'a map with sections',
      () => {
        writeFileSync(mapFile(), '{"version":3,"sections":[]}');
      },
      /is no source map/,
    ],
    [
      'larger than 50 MiB',
      () => {
        truncateSync(mapFile(), 50 * 1024 ** 2 + 1);
      },
      /larger than 50 MiB/,
    ],
    [
      'of a file that the build has not',
      () => {
        cpSync(mapFile(), join(maps, 'renderer/assets/main-OTHER.js.map'));
      },
      /main-OTHER\.js\.map is of another build/,
    ],
    [
      'of another file than its name says',
      () => {
        writeFileSync(mapFile(), '{"version":3,"file":"b.js","sources":[],"mappings":""}');
      },
      /is of another build/,
    ],
    [
      'no map by its name',
      () => {
        writeFileSync(join(maps, 'a.js'), '');
      },
      /a\.js is no source map/,
    ],
    [
      'a link to what is no file',
      () => {
        symlinkSync('/dev/zero', join(maps, 'zero.map'));
      },
      /zero\.map is no source map/,
    ],
  ])('%s', (_what, spoil, said) => {
    spoil();
    expect(upload().said.join('\n')).toMatch(said);
  });

  it('and what is good beside it is kept', () => {
    writeFileSync(join(maps, 'renderer/b.js.map'), 'no');
    expect(upload().kept).toBe(1);
    expect(places(deminify(data, '0.1.0', stack))?.[0]).toMatch(/^openConversation/);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'too deep',
      () => mkdirSync(join(maps, 'a/b/c/d/e'), { recursive: true }),
      /folders more than 4 deep/,
    ],
    [
      'too many',
      () => {
        for (let n = 0; n < 2001; n += 1) writeFileSync(join(maps, `${String(n)}.map`), '');
      },
      /more than 2000 files/,
    ],
    [
      'without a word of which release',
      () => {
        rmSync(join(maps, 'release.json'));
      },
      /release\.json, which the build writes, is not there/,
    ],
    [
      'nowhere to keep them',
      () => {
        rmSync(data, { recursive: true });
      },
      /there is no data folder/,
    ],
  ])('all of them: %s', (_what, spoil, said) => {
    spoil();
    expect(upload()).toEqual({ kept: 0, said: [expect.stringMatching(said)] });
  });

  it('all of them: of another version, whose maps that are there stay', () => {
    upload();
    expect(upload('0.2.0').said[0]).toMatch(/are of 0\.1\.0, and not of 0\.2\.0/);
    expect(places(deminify(data, '0.1.0', stack))?.[0]).toMatch(/^openConversation/);
  });
});

describe('the maps', () => {
  it.skipIf(process.platform === 'win32')('are for their owner alone', () => {
    upload();
    const modes = [
      '',
      '0.1.0',
      '0.1.0/release.json',
      '0.1.0/renderer',
      '0.1.0/renderer/assets',
    ].map((path) => statSync(join(data, 'source-maps', path)).mode & 0o077);
    expect(modes).toEqual([0, 0, 0, 0, 0]);
  });

  it('are kept without the sources themselves', () => {
    upload();
    const file = mapFile().slice(maps.length + 1);
    const kept = readFileSync(join(data, 'source-maps/0.1.0', file), 'utf8');
    expect(readFileSync(mapFile(), 'utf8')).toContain('conversations: readonly never');
    expect(kept).not.toContain('conversations: readonly never');
  });

  it('are those of the last upload alone', () => {
    upload();
    writeFileSync(mapFile(), 'no');
    expect(upload().kept).toBe(0);
    expect(places(deminify(data, '0.1.0', stack))).toEqual([null, null, null]);
  });
});

describe('a map that takes too much', () => {
  it('of memory or of time tells nothing, and keeps nothing else from being read', async () => {
    upload();
    expect(await createDeminifier(data, { mib: 768, ms: 0 })('0.1.0', stack)).toBeUndefined();
    const huge = { version: 3, file: 'a.js', sources: ['a'], mappings: 'AAAA,'.repeat(4_000_000) };
    const folderOfHuge = join(data, 'source-maps/0.2.0');
    mkdirSync(folderOfHuge);
    writeFileSync(join(folderOfHuge, 'a.js.map'), JSON.stringify(huge));
    writeFileSync(join(folderOfHuge, 'release.json'), '{"version":"0.2.0","files":["a.js"]}');
    const read = createDeminifier(data, { mib: 64, ms: 60_000 });
    expect(await read('0.2.0', 'at a (app://candor/a.js:1:1)')).toBeUndefined();
    expect(places(await read('0.1.0', stack))?.[0]).toMatch(/^openConversation/);
  });

  it('and of many asked for at once those that would wait long are refused', async () => {
    upload();
    const read = createDeminifier(data);
    const all = await Promise.all(Array.from({ length: 12 }, () => read('0.1.0', stack)));
    expect(all.filter((frames) => frames !== undefined)).toHaveLength(8);
  });
});

describe('upload-source-maps', () => {
  let service: Service | undefined;
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  const ask = async (path: string, authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    return fetch(`${service?.url ?? ''}${path}`, { headers });
  };

  it('has a running service tell engineers where a report’s stack is, and nobody else', async () => {
    service = await createService({ dataFolder: data, port: 0 });
    try {
      await send(
        service.url,
        bodyOf(recordLine('exception', id, { fields: { exceptionStack: stack } })),
      );
      const { code, stdout } = await runToEnd('upload-source-maps', '0.1.0', maps, '--data', data);
      expect([code, stdout]).toEqual([0, '1 source map of 0.1.0 is kept beside the data.\n']);
      const path = `/v1/records/${id}/stack`;
      const token = `Bearer ${readFileSync(service.tokenFile, 'utf8').trim()}`;
      const answer = (await (await ask(path, token)).json()) as { frames: Frame[] };
      expect(places(answer.frames)?.[0]).toBe('openConversation source/conversation.ts:3:24');
      expect((await ask(path)).status).toBe(401);
      for (const missing of [id.replace('01', '02'), 'x'])
        expect((await ask(`/v1/records/${missing}/stack`, token)).status).toBe(404);
      for (const served of [
        '/source-maps/0.1.0/release.json',
        '/insights/source-maps/0.1.0/release.json',
      ])
        expect((await ask(served, token)).status).toBe(404);
    } finally {
      await service.close();
    }
  });

  it.each([
    [['upload-source-maps'], 'needs a version and a folder'],
    [['upload-source-maps', '1.0', 'x'], '1.0 is no version'],
    [['upload-source-maps', '../../x', 'x'], 'is no version'],
    [['upload-source-maps', '1.0.0', 'x', 'y'], 'y'],
    [['upload-source-maps', '1.0.0', 'x', '--port', '1'], 'port'],
  ])('says what is wrong with %j', async (args, said) => {
    const { code, stderr } = await runToEnd(...args, '--data', data);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});
