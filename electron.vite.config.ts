import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { callNames, noticeNames } from './contract/ipc.ts';

// The policy watcher is native code, which no bundle can hold; it is loaded where the system has such policies.
const external = ['electron', 'electron/main', '@vscode/policy-watcher', /^node:/];

export default defineConfig({
  main: {
    build: {
      outDir: 'build/electron',
      emptyOutDir: false,
      externalizeDeps: false,
      sourcemap: 'hidden',
      rolldownOptions: {
        input: { main: 'electron/main.ts', candor: 'electron/commands/npxCandor.ts' },
        external,
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    define: {
      CALL_NAMES: JSON.stringify(callNames),
      NOTICE_NAMES: JSON.stringify(noticeNames),
    },
    build: {
      outDir: 'build/electron',
      emptyOutDir: false,
      externalizeDeps: false,
      sourcemap: 'hidden',
      rolldownOptions: {
        input: { preload: 'electron/preload.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer/entries',
    base: './',
    plugins: [react()],
    build: {
      outDir: 'build/renderer',
      // The build moves them to where nothing is packed from: docs/releasing.md.
      sourcemap: 'hidden',
      // They come from the disk.
      chunkSizeWarningLimit: Infinity,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          index: 'renderer/entries/index.html',
          viewer: 'renderer/entries/viewer.html',
          crash: 'renderer/entries/crash.html',
          problem: 'renderer/entries/problem.html',
          callControls: 'renderer/entries/callControls.html',
          meeting: 'renderer/entries/meeting.html',
        },
      },
    },
  },
});
