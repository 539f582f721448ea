import { isDeepStrictEqual } from 'node:util';
import type { Warning } from '../../contract/warning.ts';
import type { Warn } from '../core/telemetry/warnings.ts';
import type { Desktop } from './desktop.ts';

/** Reports each warning once, also in the windows as soon as there are any. */
export function warnOnce(warnings: Warning[]): { warn: Warn; showIn: (desktop: Desktop) => void } {
  let shownIn: Desktop | undefined;
  return {
    warn(warning) {
      if (warnings.some((known) => isDeepStrictEqual(known, warning))) return;
      warnings.push(warning);
      shownIn?.refresh();
    },
    showIn: (desktop) => {
      shownIn = desktop;
    },
  };
}
