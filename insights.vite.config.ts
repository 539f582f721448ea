import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The pages at which what was collected is read, and what it taught; the telemetry service serves them, below whatever address it has. */
export default defineConfig({
  root: join(import.meta.dirname, 'renderer/entries'),
  base: './',
  plugins: [react()],
  build: {
    outDir: join(import.meta.dirname, 'build/web/insights'),
    emptyOutDir: true,
    // Most of it is React, Fluent with its charts, and the texts.
    chunkSizeWarningLimit: 2000,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: ['insights', 'learned'].map((name) =>
        join(import.meta.dirname, `renderer/entries/${name}.html`),
      ),
    },
  },
});
