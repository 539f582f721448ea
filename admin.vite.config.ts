import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page at which administrators work; the pool serves it, below whatever address it has. */
export default defineConfig({
  root: join(import.meta.dirname, 'renderer/entries'),
  base: './',
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'build/web/admin'),
    emptyOutDir: true,
    // Most of it is React, Fluent and the texts.
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: join(import.meta.dirname, 'renderer/entries/admin.html') },
  },
});
