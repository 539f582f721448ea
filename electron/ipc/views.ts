import type { CrashQuestion, View } from '../../contract/ipc.ts';
import type { Language } from '../../contract/text/index.ts';
import type { LoginItem } from '../adapters/system/loginItem.ts';
import type { PoolKeeper } from '../compose/poolKeeper.ts';
import type { SettingsStore } from '../adapters/files/settings.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import { viewOf } from '../core/product/view.ts';
import { notify } from './serveCalls.ts';
import { canFollowMinimized } from '../shell/tray.ts';
import { readOptions } from './options.ts';

/** What the person is asked about a crash's memory dump. */
function questionOf({ crashes }: CandorTelemetry): CrashQuestion | null {
  const dump = crashes.question();
  if (!dump) return null;
  return { id: dump.id, line: new TextDecoder().decode(dump.line), dumpSize: dump.size };
}

/** What the windows currently show. */
export function createViews(
  {
    settings,
    telemetry,
    loginItem,
    facts,
    pools,
  }: {
    readonly settings: SettingsStore;
    readonly telemetry: CandorTelemetry;
    readonly loginItem: LoginItem;
    readonly pools: Pick<PoolKeeper, 'naming'>;
    readonly facts: Pick<
      View,
      'version' | 'serviceUrl' | 'logFile' | 'dataFolder' | 'runtime' | 'warnings'
    >;
  },
  language: () => Language,
) {
  const options = () => readOptions(settings, loginItem);
  const view = () =>
    viewOf(telemetry, options(), {
      ...facts,
      poolNaming: pools.naming(),
      canFollowMinimized: canFollowMinimized(),
      language: language(),
      crash: questionOf(telemetry),
    });
  const refresh = () => {
    notify('viewChanged', view());
  };
  return { options, view, refresh };
}
