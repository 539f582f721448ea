import type { CatalogueSection, ViewerPlace } from '../../contract/viewer.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import { notify } from '../ipc/serveCalls.ts';
import type { Windows } from '../windows/windows.ts';

/** What menus and windows can open. */
export function openersOf(
  windows: Windows,
  openViewerAt: (place: ViewerPlace) => Promise<void>,
  telemetry: CandorTelemetry,
) {
  const showMain = windows.main.show;
  return {
    showMain,
    openHelp: (section?: CatalogueSection) => {
      telemetry.countKey('featureUse', 'help');
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
