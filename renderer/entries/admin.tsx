import '../webPage/withoutEval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { resolveLanguage } from '../../contract/text/index.ts';
import { AdminApp } from '../admin/AdminApp.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('admin.html has no #root');
document.documentElement.lang = resolveLanguage('system', navigator.languages);
createRoot(root).render(
  <StrictMode>
    <AdminApp />
  </StrictMode>,
);
