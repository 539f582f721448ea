import type { CatalogueSection, ViewerPlace } from '../../contract/viewer.ts';
import type { Telemetry } from '../core/telemetry/telemetry.ts';
import { notify } from '../ipc/serveCalls.ts';
import type { Windows } from '../windows/windows.ts';

/** What menus and windows can open. */
export function openersOf(
  windows: Windows,
  openViewerAt: (place: ViewerPlace) => Promise<void>,
  telemetry: Telemetry,
) {
  const showMain = windows.main.show;
  return {
    showMain,
    openHelp: (section?: CatalogueSection) => {
      telemetry.countFeature('help');
      return openViewerAt({ page: 'catalogue', ...(section === undefined ? {} : { section }) });
    },
    openViewer: () => openViewerAt({ page: 'records' }),
    openOptions: () => {
      showMain();
      notify('optionsRequested', 'general');
    },
    openAbout: () => {
      showMain();
      notify('optionsRequested', 'about');
    },
    openProblem: windows.problem.show,
  };
}
