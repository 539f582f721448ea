import { StrictMode, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { resolveLanguage } from '../../contract/text/index.ts';
import { connect } from './api.ts';
import type { Main } from '../../contract/ipc.ts';
import { createExceptionReporter } from './reportExceptions.ts';
import { Shell } from './Shell.tsx';
import { createViewStore } from './viewStore.ts';

/**
 * Renders a page in this window, and reports its errors.
 * @param page called once, with the main process.
 */
export function mount(page: (main: Main) => ReactNode): void {
  const main = connect(window.candor);
  const { report, reportFault } = createExceptionReporter(main.reportException);
  window.addEventListener('error', reportFault);
  window.addEventListener('unhandledrejection', (event) => {
    report(event.reason);
  });

  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  document.documentElement.lang = resolveLanguage('system', navigator.languages);
  createRoot(root, { onCaughtError: report, onUncaughtError: report }).render(
    <StrictMode>
      <Shell candor={{ main, store: createViewStore(main) }}>{page(main)}</Shell>
    </StrictMode>,
  );
}
