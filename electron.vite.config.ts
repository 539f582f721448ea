import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// The policy watcher is native code, which no bundle can hold; it is loaded where the system has such policies.
const external = ['electron', 'electron/main', '@vscode/policy-watcher', /^node:/];

export default defineConfig({
  main: {
    build: {
      outDir: 'build/electron',
      emptyOutDir: false,
      externalizeDeps: false,
      rolldownOptions: {
        input: { main: 'electron/main.ts', candor: 'cli/main.ts' },
        external,
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'build/electron',
      emptyOutDir: false,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    base: './',
    plugins: [react()],
    build: {
      outDir: 'build/renderer',
      // They come from the disk.
      chunkSizeWarningLimit: Infinity,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: 'renderer/index.html',
          viewer: 'renderer/viewer.html',
          crash: 'renderer/crash.html',
          problem: 'renderer/problem.html',
          callControls: 'renderer/callControls.html',
          meeting: 'renderer/meeting.html',
        },
      },
    },
  },
});
