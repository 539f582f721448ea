import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const about = readFileSync(join(import.meta.dirname, 'package.json'), 'utf8');
const { version } = JSON.parse(about) as { version: string };

/** The page at which people join a meeting in a browser; the pool serves it. */
export default defineConfig({
  root: join(import.meta.dirname, 'renderer/launcher'),
  base: '/join/',
  plugins: [react()],
  define: { CANDOR_VERSION: JSON.stringify(version) },
  build: {
    outDir: join(import.meta.dirname, 'build/web'),
    emptyOutDir: true,
    sourcemap: 'hidden',
    // Most of it is React, Fluent and the texts.
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: join(import.meta.dirname, 'renderer/launcher/meeting.html') },
  },
});
