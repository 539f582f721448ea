import type { ViewerPage } from '../../contract/viewer.ts';
import type { Telemetry } from '../core/telemetry/telemetry.ts';
import { notify } from '../ipc/serveCalls.ts';
import type { Windows } from '../windows/windows.ts';

/** What menus and windows can open. */
export function openersOf(
  windows: Windows,
  openViewerAt: (page: ViewerPage) => void,
  telemetry: Telemetry,
) {
  const showMain = windows.main.show;
  return {
    showMain,
    openHelp: () => {
      telemetry.countFeature('help');
      openViewerAt('catalogue');
    },
    openViewer: () => {
      openViewerAt('records');
    },
    openOptions: () => {
      showMain();
      notify('optionsRequested', undefined);
    },
    openProblem: windows.problem.show,
  };
}
