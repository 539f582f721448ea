import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const root = join(import.meta.dirname, '..');

/** A package that is built into the client. */
interface Licence {
  readonly name: string;
  readonly licence: string;
}

const packageSchema = z.object({
  license: z.string().default('see the package'),
  dependencies: z.record(z.string(), z.string()).default({}),
});

const specifier = /from '((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/g;
/** Provided by the runtime, so not packages that are built in. */
const ofTheRuntime = new Set(['electron', 'node']);

/** The packages that the client's own code imports by name. */
function importedPackages(): ReadonlySet<string> {
  const sources = globSync('{contract,electron,renderer}/**/*.{ts,tsx}', { cwd: root });
  const shipped = sources.filter((path) => !/\.(test|testkit)\.|\/testing\//.test(path));
  const texts = shipped.map((path) => readFileSync(join(root, path), 'utf8'));
  const names = texts.flatMap((text) => [...text.matchAll(specifier)].map(([, name = '']) => name));
  return new Set(names.filter((name) => !ofTheRuntime.has(name)));
}

/** Undefined for what is not installed on every system. */
function readPackage(name: string): z.infer<typeof packageSchema> | undefined {
  try {
    const text = readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8');
    return packageSchema.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Every package that is built into the client, including dependencies, with its licence; by name. */
export function clientLicences(): readonly Licence[] {
  const found = new Map<string, string>();
  const waiting = [...importedPackages()];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const known = found.has(name) ? undefined : readPackage(name);
    if (!known) continue;
    found.set(name, known.license);
    waiting.push(...Object.keys(known.dependencies));
  }
  return [...found]
    .map(([name, licence]) => ({ name, licence }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}
