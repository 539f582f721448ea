import { join } from 'node:path';
import type { TFunction } from 'i18next';
import type { ViewerPage } from '../../contract/viewer.ts';
import { notify } from '../ipc/serveCalls.ts';
import type { WindowPlacing } from './windowPlacement.ts';
import { createWindows } from './windows.ts';

const PRELOAD = join(import.meta.dirname, 'preload.cjs');

/** The windows, and what opens the viewer at one of its pages. */
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
  let viewerPage: ViewerPage = 'records';
  const windows = createWindows(PRELOAD, placing, titles, () => viewerPage);
  const openViewerAt = (page: ViewerPage) => {
    viewerPage = page;
    windows.viewer.show();
    notify('viewerRequested', page);
  };
  return { windows, openViewerAt };
}
