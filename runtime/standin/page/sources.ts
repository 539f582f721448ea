import { bridgeParts } from './bridge.ts';
import { codecParts } from './codec.ts';
import { inputParts } from './input.ts';
import { mannersParts } from './manners.ts';
import type { PreloadSettings } from './messages.ts';
import { preloadParts } from './preload.ts';

/** What runs first in the page's own world. */
export function mainWorldSource(secret: string): string {
  const key = JSON.stringify(secret);
  return inOneScope(
    [...codecParts, ...bridgeParts, ...mannersParts],
    [`createBridge('main', ${key});`, `refuseWindows(${key});`],
  );
}

/** What runs next, in the isolated world: Electron's renderer half, then the application's preload. */
export function isolatedWorldSource(
  secret: string,
  settings: PreloadSettings,
  preload: string | undefined,
): string {
  const key = JSON.stringify(secret);
  const body =
    preload === undefined
      ? 'undefined'
      : `function (require, module, exports, process) {\n${preload}\n}`;
  return inOneScope(
    [...codecParts, ...bridgeParts, ...inputParts, ...mannersParts, ...preloadParts],
    [
      `const bridge = createBridge('isolated', ${key});`,
      `watchInput(${JSON.stringify(settings.binding)});`,
      `watchManners(${JSON.stringify(settings.binding)}, ${key});`,
      `runPreload(${JSON.stringify(settings)}, createCodec(), bridge, ${body});`,
    ],
  );
}

type Part = { toString: () => string };

function inOneScope(parts: readonly Part[], statements: readonly string[]): string {
  return `(() => {\n${[...parts.map(String), ...statements].join('\n')}\n})();`;
}
