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
      /^(node:[\w/]+|@vscode\/policy-watcher|electron|electron-store|electron-log\/node|systeminformation|zod)$/,
  },
  electron: {
    layers: ['contract', 'electron/core', 'electron/adapters', 'electron', 'cli', 'assets'],
    packages: /^(node:[\w/]+|electron|i18next)$/,
  },
  renderer: {
    layers: ['contract', 'renderer', 'assets'],
    packages:
      /^(react|react-dom(\/client)?|react-i18next|i18next|@fluentui\/react-(components|icons)|@tanstack\/react-virtual|jssip(\/lib\/\w+)?|linkifyjs|uuid)$/,
  },
  service: {
    layers: ['contract', 'service'],
    packages:
      /^(node:[\w/]+|fastify|ipaddr\.js|@fastify\/(multipart|rate-limit|static)|jssip(\/lib\/Parser\.js)?|prom-client|ws|zod)$/,
  },
  cli: { layers: ['contract', 'cli'], packages: /^node:[\w/]+$/ },
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

const sources = globSync('{cli,contract,electron,renderer,service,runtime}/**/*.{ts,tsx,js}', {
  cwd: root,
}).filter((file) => !/\.(test|testkit)\.tsx?$|fixture/.test(file));

const typeImports = /^import type [^;]*;/gm;

const importsOf = (file: string, { types }: { types: boolean }): string[] =>
  [
    ...readFileSync(join(root, file), 'utf8')
      .replace(types ? /^$/ : typeImports, '')
      .matchAll(/(?:^|[\s;}])(?:from|import)\s*(?:\(\s*)?['"]([^'"\n]+)['"]/g),
  ].map(([, name]) => name ?? '');

test('every import points in the direction of the layers', () => {
  expect(sources.length).toBeGreaterThan(50);
  const wrong = sources.flatMap((file) => {
    const rule = layers[layerOf(file) ?? ''];
    return importsOf(file, { types: true }).flatMap((name) => {
      if (!name.startsWith('.')) return rule?.packages.test(name) ? [] : [`${file}: ${name}`];
      const target = relative(root, join(root, dirname(file), name));
      const layer = layerOf(target) ?? target.split('/')[0] ?? '';
      return rule?.layers.includes(layer) ? [] : [`${file}: ${name}`];
    });
  });
  expect(wrong).toEqual([]);
});

test('no import leads back to where it began', () => {
  const graph = new Map(
    sources.map((file) => [
      file,
      importsOf(file, { types: false })
        .filter((name) => name.startsWith('.'))
        .map((name) => relative(root, join(root, dirname(file), name))),
    ]),
  );
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
