import {
  chmodSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { walkTrusted } from './trustedPath.ts';

const isRoot = process.getuid?.() === 0;
const MALLORY = 4242;

interface Node {
  readonly kind: 'folder' | 'link' | 'file';
  readonly mallorys: boolean;
  readonly mode: number;
  readonly target?: string;
}
type Tree = ReadonlyMap<string, Node>;

/** Creates a tree of names such as `/a/b` below a folder; links that begin with `/` point into it. */
function layOut(tree: Tree, root: string): void {
  for (const [name, { kind, target = '' }] of tree) {
    const path = root + name;
    if (kind === 'folder') mkdirSync(path);
    else if (kind === 'file') writeFileSync(path, '{}');
    else symlinkSync(target.startsWith('/') ? root + target : target, path);
  }
  for (const [name, { kind, mallorys, mode }] of tree) {
    if (mallorys) lchownSync(root + name, MALLORY, MALLORY);
    if (kind !== 'link') chmodSync(root + name, mode);
  }
}

/**
 * What Mallory could do, step by step along the names: replace an entry, or write to the file.
 * @returns undefined if a file is not found.
 */
function couldChange(tree: Tree, path: string, links = 0): boolean | undefined {
  const steps = path.split('/').slice(1);
  let at = '';
  for (const [index, step] of steps.entries()) {
    const folder = at === '' ? { mallorys: false, mode: 0o755 } : tree.get(at);
    const next = join(at === '' ? '/' : at, step);
    const node = tree.get(next);
    const isWritable = folder?.mallorys === true || ((folder?.mode ?? 0) & 0o002) !== 0;
    const isSticky = ((folder?.mode ?? 0) & 0o1000) !== 0;
    if (isWritable && (!isSticky || folder?.mallorys === true || node?.mallorys === true))
      return true;
    if (node === undefined) return undefined;
    if (node.kind === 'link') {
      if (links > 40) return undefined;
      const target = node.target ?? '';
      const base = target.startsWith('/') ? target : join(at === '' ? '/' : at, target);
      return couldChange(tree, [base, ...steps.slice(index + 1)].join('/'), links + 1);
    }
    if (node.kind === 'file') {
      if (index < steps.length - 1) return undefined;
      return node.mallorys || (node.mode & 0o002) !== 0;
    }
    at = next;
  }
  return undefined;
}

const folders = ['/a', '/b', '/a/c', '/b/d'];
const places = ['/f', '/a/f', '/b/f', '/a/c/f', '/b/d/f'];
const linkNames = ['/l', '/a/l', '/b/l', '/a/c/m', '/m'];
const trees = fc
  .record({
    folders: fc.array(
      fc.record({
        mallorys: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
        mode: fc.constantFrom(0o755, 0o755, 0o755, 0o777, 0o1777, 0o757),
      }),
      { minLength: folders.length, maxLength: folders.length },
    ),
    files: fc.array(
      fc.record({
        mallorys: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
        mode: fc.constantFrom(0o644, 0o644, 0o644, 0o646),
      }),
      { minLength: places.length, maxLength: places.length },
    ),
    links: fc.array(
      fc.record({
        mallorys: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
        target: fc.constantFrom(
          ...folders,
          ...places,
          ...linkNames,
          'f',
          'l',
          'c/f',
          'd',
          'm',
          'c/m',
        ),
      }),
      { minLength: linkNames.length, maxLength: linkNames.length },
    ),
  })
  .map(({ folders: dirs, files, links }): Tree => {
    const entries: [string, Node][] = [
      ...dirs.map((dir, i): [string, Node] => [folders[i] ?? '', { kind: 'folder', ...dir }]),
      ...files.map((file, i): [string, Node] => [places[i] ?? '', { kind: 'file', ...file }]),
      ...links.map((link, i): [string, Node] => [
        linkNames[i] ?? '',
        { kind: 'link', mode: 0o777, ...link },
      ]),
    ];
    return new Map(entries);
  });
const asked = fc.constantFrom(
  ...places,
  ...linkNames,
  '/l/f',
  '/m/f',
  '/l/l/f',
  '/a/l/f',
  '/m/m/f',
  '/l/c/f',
);

describe.skipIf(!isRoot)('the way to a trusted file (needs root)', () => {
  it('is trusted only where nobody but root can change what is read, whatever links and folders it takes', () => {
    let [trusted, refused] = [0, 0];
    fc.assert(
      fc.property(trees, asked, (tree, path) => {
        const root = temporaryFolder();
        try {
          layOut(tree, root);
          let way: ReturnType<typeof walkTrusted> | 'nothing';
          try {
            way = walkTrusted(root + path);
          } catch {
            way = 'nothing';
          }
          const could = couldChange(tree, path);
          const isTrusted = way !== 'nothing' && 'file' in way;
          if (isTrusted) trusted += 1;
          else refused += 1;
          // Nor may a thing count as missing that others could have removed.
          if (could === true) expect(way).toHaveProperty('problem');
          const usesMallorysLink = [...tree].some(
            ([, node]) => node.kind === 'link' && node.mallorys,
          );
          if (could === false && !usesMallorysLink) expect(isTrusted).toBe(true);
          if (isTrusted && way !== 'nothing' && 'file' in way)
            expect(readFileSync(way.file, 'utf8')).toBe('{}');
        } finally {
          rmSync(root, { recursive: true, force: true });
        }
      }),
      { numRuns: 400, interruptAfterTimeLimit: 20_000 },
    );
    expect(trusted).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
  });

  it('is not trusted where a folder on it is a link of another person’s', () => {
    const root = temporaryFolder();
    mkdirSync(join(root, 'home/releases/1'), { recursive: true });
    writeFileSync(join(root, 'home/releases/1/policy.json'), '{}');
    symlinkSync('releases/1', join(root, 'home/current'));
    lchownSync(join(root, 'home/current'), MALLORY, MALLORY);
    symlinkSync(join(root, 'home/current/policy.json'), join(root, 'policy.json'));
    expect(walkTrusted(join(root, 'policy.json'))).toMatchObject({
      problem: `others than root may change ${join(root, 'home/current')}, which leads to it`,
    });
  });

  it('is trusted through a folder with the sticky bit, as long as root owns folder and entry', () => {
    const root = temporaryFolder();
    const file = join(root, 'store', 'policy.json');
    mkdirSync(dirname(file));
    writeFileSync(file, '{}');
    for (const mode of [0o1775, 0o1777]) {
      chmodSync(dirname(file), mode);
      expect(walkTrusted(file)).toMatchObject({ file });
    }
    chmodSync(dirname(file), 0o775);
    expect(walkTrusted(file)).toHaveProperty('problem');
    chmodSync(dirname(file), 0o1775);
    lchownSync(dirname(file), MALLORY, 0);
    expect(walkTrusted(file)).toHaveProperty('problem');
  });

  it('does not count a file as missing that others could have removed', () => {
    const root = temporaryFolder();
    expect(() => walkTrusted(join(root, 'policy.json'))).toThrow('ENOENT');
    chmodSync(root, 0o777);
    expect(walkTrusted(join(root, 'policy.json'))).toHaveProperty('problem');
  });

  it('ends at a circle of links', () => {
    const root = temporaryFolder();
    symlinkSync('b', join(root, 'a'));
    symlinkSync('a', join(root, 'b'));
    expect(walkTrusted(join(root, 'a'))).toHaveProperty('problem');
  });
});
