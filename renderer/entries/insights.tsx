import '../webPage/withoutEval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { resolveLanguage } from '../../contract/text/index.ts';
import { InsightsApp } from '../insights/InsightsApp.tsx';
import { returnToPlace } from '../insights/place/returning.ts';

const root = document.getElementById('root');
if (!root) throw new Error('insights.html has no #root');
document.documentElement.lang = resolveLanguage('system', navigator.languages);
returnToPlace();
createRoot(root).render(
  <StrictMode>
    <InsightsApp />
  </StrictMode>,
);
