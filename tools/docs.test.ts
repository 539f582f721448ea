import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashAccount } from '../electron/core/records/identity.ts';
import { sha256 } from '../electron/adapters/system/crypto.ts';
import { generatedFiles } from './generated.ts';
import { clientVectors } from './identityVectors.ts';
import { pressedCalls } from './pageReach.ts';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the documents stay true', () => {
  test.each(Object.entries(generatedFiles()))(
    '%s is what it is generated from; `npm run docs` renews it',
    (path, text) => {
      expect(read(path)).toBe(text);
    },
  );

  test('what a page reaches is said to take a press where it does, and nowhere else', () => {
    expect(pressedCalls.said).toEqual(pressedCalls.held);
  });

  test('the client hashes as the published vectors say', () => {
    for (const { account, hash } of clientVectors) expect(hashAccount(account, sha256)).toBe(hash);
  });

  test('every link and every path that a document names exists', () => {
    const documents = [
      'README.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      'SECURITY.md',
      ...globSync('docs/**/*.md', { cwd: root }),
    ];
    for (const document of documents) {
      const links = [...read(document).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(
        ([, to]) => to ?? '',
      );
      const paths = [
        ...read(document).matchAll(
          /`((?:contract|electron|renderer|service|runtime|e2e|bench|assets|docs|tools)\/[\w./-]*)`/g,
        ),
      ].map(([, path]) => path ?? '');
      for (const link of links)
        expect(existsSync(join(root, dirname(document), link)), `${document}: ${link}`).toBe(true);
      for (const path of paths)
        expect(existsSync(join(root, path)), `${document}: ${path}`).toBe(true);
    }
  });

  test('the example of a flow is one that runs', () => {
    const [, example] = /```ts\n(.*?)```/s.exec(read('docs/writing-a-flow.md')) ?? [];
    expect(example).toBe(read('e2e/example.spec.ts'));
  });

  test('the glossary holds to words that the code uses', () => {
    const words = [...read('docs/glossary.md').matchAll(/^- \*\*([a-z ]+)\*\*/gm)].map(
      ([, word = '']) => word.replaceAll(' ', ''),
    );
    const code = globSync('{contract,electron,renderer,service}/**/*.{ts,tsx}', { cwd: root })
      .filter((file) => !file.includes('node_modules'))
      .map((file) => read(file).toLowerCase())
      .join('\n');
    expect(words.length).toBeGreaterThan(10);
    expect(words.filter((word) => !code.includes(word))).toEqual([]);
  });

  test('every command that README and CONTRIBUTING name is a script', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const text = read('README.md') + read('CONTRIBUTING.md');
    for (const [, name = ''] of text.matchAll(/npm run ([\w-]+)/g))
      expect(scripts).toHaveProperty(name);
  });
});
