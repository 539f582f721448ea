import { join } from 'node:path';
import type { TFunction } from 'i18next';
import type { ViewerPlace } from '../../contract/viewer.ts';
import { notify } from '../ipc/serveCalls.ts';
import type { WindowPlacing } from './windowPlacement.ts';
import { createWindows } from './windows.ts';

const PRELOAD = join(import.meta.dirname, 'preload.cjs');

/** The windows, and what opens the viewer at a place and resolves once it is visible. */
export function openWindows(texts: () => TFunction, placing: WindowPlacing) {
  const titles = () => {
    const t = texts();
    return {
      main: t('main.title'),
      viewer: t('viewer.title'),
      crash: t('crash.title'),
      problem: t('problemReport.title'),
      callControls: t('calls.controls'),
      meeting: t('meeting.title'),
    };
  };
  let viewerPlace: ViewerPlace = { page: 'records' };
  const windows = createWindows(PRELOAD, placing, titles, () => viewerPlace);
  const openViewerAt = (place: ViewerPlace): Promise<void> => {
    viewerPlace = place;
    windows.viewer.show();
    notify('viewerRequested', place);
    return windows.viewer.whenShown();
  };
  return { windows, openViewerAt };
}
