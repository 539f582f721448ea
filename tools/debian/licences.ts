import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

function licenceOf(name: string): string {
  const folder = join(root, 'node_modules', name);
  const [file] = globSync('{LICEN[CS]E,licen[cs]e}*', { cwd: folder }).sort();
  const text =
    file === undefined ? '' : readFileSync(join(folder, file), 'utf8').replaceAll('\r', '').trim();
  // Debian has the text, which has no place for a name, on every system.
  if (text.startsWith('Apache License')) return 'Apache-2.0: /usr/share/common-licenses/Apache-2.0';
  if (text !== '') return text;
  const about = readFileSync(join(folder, 'package.json'), 'utf8');
  const { license = 'see its sources' } = JSON.parse(about) as { readonly license?: string };
  return `Licence, as its package.json names it: ${license}`;
}

const below = (title: string, text: string): string =>
  `${title}\n${'='.repeat(title.length)}\n\n${text}\n`;

/**
 * Debian's `copyright` of what is built here (Debian Policy 12.5): Candor's licence, then those of what is in it.
 * @param packages those of npm, by name.
 */
export function copyrightOf(packages: readonly string[]): string {
  return [
    below('Candor', readFileSync(join(root, 'LICENSE'), 'utf8').trim()),
    ...packages.map((name) => below(`${name}, which is part of it`, licenceOf(name))),
  ].join('\n');
}
