import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const assets = join(import.meta.dirname, '..', 'assets');

/** The sizes that desktops ask for, in pixels. */
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;

/** The sign that something waits, in a warning colour, with an edge that sets it off from any background. */
const dot = (x: number, y: number, radius: number) =>
  `<circle cx="${x}" cy="${y}" r="${radius}" fill="#c50f1f" stroke="#fff" stroke-width="4" />`;

/** What the notification area and the task bar show, at both pixel densities; Electron finds `@2x` by itself. */
function drawPictures(icon: string, draw: (svg: string, size: number) => Uint8Array) {
  const pictures = {
    icon,
    unread: icon.replace('</svg>', `${dot(48, 16, 14)}</svg>`),
    badge: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${dot(32, 32, 28)}</svg>`,
  };
  return Object.entries(pictures).flatMap(([name, svg]): [string, Uint8Array][] => [
    [`pictures/${name}.png`, draw(svg, 16)],
    [`pictures/${name}@2x.png`, draw(svg, 32)],
  ]);
}

/** Every picture of the icon, by its path below `assets/`, drawn from a single SVG. */
export function drawIcons(): ReadonlyMap<string, Uint8Array> {
  const svg = readFileSync(join(assets, 'icon.svg'), 'utf8');
  const draw = (drawn: string, size: number) =>
    new Resvg(drawn, { fitTo: { mode: 'width', value: size } }).render().asPng();
  return new Map([
    ...sizes.map((size): [string, Uint8Array] => [`icons/${size}.png`, draw(svg, size)]),
    ...drawPictures(svg, draw),
  ]);
}

if (import.meta.main) {
  for (const folder of ['icons', 'pictures']) mkdirSync(join(assets, folder), { recursive: true });
  for (const [path, png] of drawIcons()) writeFileSync(join(assets, path), png);
}
