import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const assets = join(import.meta.dirname, '..', 'assets');

/** What desktops ask for, in pixels a side. */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;

/** Every picture of the icon, by its path below `assets/`, drawn from the one SVG. */
export function drawIcons(): ReadonlyMap<string, Uint8Array> {
  const svg = readFileSync(join(assets, 'icon.svg'), 'utf8');
  const draw = (size: number) =>
    new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
  return new Map(sizes.map((size) => [`icons/${size}.png`, draw(size)]));
}

if (import.meta.main) {
  mkdirSync(join(assets, 'icons'), { recursive: true });
  for (const [path, png] of drawIcons()) writeFileSync(join(assets, path), png);
}
