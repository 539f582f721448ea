import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What each layer may import: layers by path, packages and Node by name. */
const layers: Readonly<Record<string, { layers: readonly string[]; packages: RegExp }>> = {
  contract: { layers: ['contract'], packages: /^(zod|i18next|jsonc-parser)$/ },
  'electron/core': { layers: ['contract', 'electron/core'], packages: /^uuid$/ },
  'electron/adapters': {
    layers: ['contract', 'electron/core', 'electron/adapters'],
    packages:
      /^(node:[\w/]+|@vscode\/policy-watcher|electron|electron-store|electron-log\/node|systeminformation|ws|zod)$/,
  },
  electron: {
    layers: ['contract', 'electron/core', 'electron/adapters', 'electron', 'cli', 'assets'],
    packages: /^(node:[\w/]+|electron|i18next)$/,
  },
  renderer: {
    layers: ['contract', 'renderer', 'assets'],
    packages:
      /^(react|react-dom(\/client)?|react-i18next|i18next|@fluentui\/react-(charts|components|icons)|@tanstack\/react-virtual|jssip(\/lib\/\w+)?|uqr|uuid|zod)$/,
  },
  service: {
    layers: ['contract', 'service'],
    packages:
      /^(node:[\w/]+|fastify|ipaddr\.js|@fastify\/(busboy|cookie|rate-limit|static|swagger)|jssip(\/lib\/Parser\.js)?|@jridgewell\/trace-mapping|nodemailer|openid-client|otplib|csv-parse\/sync|prom-client|ws|zod)$/,
  },
  cli: { layers: ['contract', 'cli'], packages: /^node:[\w/]+$/ },
  bin: { layers: ['contract', 'service'], packages: /^node:[\w/]+$/ },
  'runtime/conformance': {
    layers: ['runtime', 'runtime/conformance'],
    packages: /^(node:[\w/]+|electron|playwright|typescript)$/,
  },
  runtime: {
    layers: ['runtime'],
    packages:
      /^(node:[\w/]+|electron|@sparticuz\/chromium|devtools-protocol(\/types\/protocol-mapping\.js)?)$/,
  },
};

const layerOf = (file: string): string | undefined =>
  Object.keys(layers)
    .filter((layer) => file.startsWith(`${layer}/`))
    .sort((a, b) => b.length - a.length)[0];

const sources = globSync('{bin,cli,contract,electron,renderer,service,runtime}/**/*.{ts,tsx,js}', {
  cwd: root,
}).filter((file) => !/\.(test|testkit)\.tsx?$|fixture/.test(file));

const importsOf = (file: string): string[] =>
  [
    ...readFileSync(join(root, file), 'utf8').matchAll(
      /(?:^|[\s;}])(?:from|import)\s*(?:\(\s*)?['"]([^'"\n]+)['"]/g,
    ),
  ].map(([, name]) => name ?? '');

/** The imported files of this repository, relative to its root. */
const filesImportedBy = (file: string): string[] =>
  importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => relative(root, join(root, dirname(file), name)));

test('every import points in the direction of the layers', () => {
  expect(sources.length).toBeGreaterThan(50);
  const wrong = sources.flatMap((file) => {
    const rule = layers[layerOf(file) ?? ''];
    return importsOf(file).flatMap((name) => {
      if (!name.startsWith('.')) return rule?.packages.test(name) ? [] : [`${file}: ${name}`];
      const target = relative(root, join(root, dirname(file), name));
      const layer = layerOf(target) ?? target.split('/')[0] ?? '';
      return rule?.layers.includes(layer) ? [] : [`${file}: ${name}`];
    });
  });
  expect(wrong).toEqual([]);
});

/** The rooms of the engine: deciding, collecting, storing, sending, proving. */
const engine = ['telemetry', 'consent', 'records', 'upload', 'audit', 'crash', 'minidump'];
/** What the engine may import from core, besides itself. */
const engineMayImport = new RegExp(`^electron/core/(${[...engine, 'ports'].join('|')})[/.]`);

const ofEngine = sources.filter((file) =>
  engine.some((room) => file.startsWith(`electron/core/${room}/`)),
);

test('the engine knows nothing of conversations, calls, meetings, accounts or windows', () => {
  expect(ofEngine.length).toBeGreaterThan(30);
  const wrong = ofEngine.flatMap((file) =>
    filesImportedBy(file)
      .filter((target) => target.startsWith('electron/') && !engineMayImport.test(target))
      .map((target) => `${file}: ${target}`),
  );
  expect(wrong).toEqual([]);
});

/** Candor's own part: its data, its records, what a person agrees to, its windows' calls and texts. */
const candorsOwn =
  /^contract\/(catalogue|records|recordShapes|consentText|ipc|options|\w+Calls|text\/\w+)\.ts$/;

test('the engine is told what data a product has, and reaches Candor’s own by no import, of a type neither', () => {
  const wrong: string[] = [];
  const seen = new Set<string>();
  const walk = (file: string, path: readonly string[]) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const target of filesImportedBy(file)) {
      if (candorsOwn.test(target)) wrong.push([...path, file, target].join(' → '));
      else walk(target, [...path, file]);
    }
  };
  for (const file of ofEngine) walk(file, []);
  expect(seen.size).toBeGreaterThan(60);
  expect(wrong).toEqual([]);
});

test('no import, of a type neither, leads back to where it began', () => {
  const graph = new Map(sources.map((file) => [file, filesImportedBy(file)]));
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, path: readonly string[]) => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    if (done.has(file) || path.includes(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of sources) walk(file, []);
  expect(circles).toEqual([]);
});
