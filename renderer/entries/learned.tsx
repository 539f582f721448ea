import '../webPage/withoutEval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { resolveLanguage } from '../../contract/text/index.ts';
import { LearnedApp } from '../insights/learned/LearnedApp.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('learned.html has no #root');
document.documentElement.lang = resolveLanguage('system', navigator.languages);
createRoot(root).render(
  <StrictMode>
    <LearnedApp />
  </StrictMode>,
);
