import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium } from './runtime/standin/chromium/find.ts';

/** Named, since one that is found later makes Vite load every page anew in the midst of its tests. */
const bundledFirst = [
  'react',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  'react-dom',
  'react-dom/client',
  '@fluentui/react-charts',
  '@fluentui/react-components',
  '@fluentui/react-icons',
  '@tanstack/react-virtual',
  'i18next',
  'react-i18next',
  'uuid',
  'zod',
  'vitest-browser-react/pure',
];
const exclude = ['node_modules/**', 'build/**', 'data/**', 'test-results/**', 'dist/**'];
const { executable, env } = await findChromium(process.env);
// Root may start Chromium only without its sandbox.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

export default defineConfig({
  test: {
    // Many wait for processes of their own more than they compute.
    maxWorkers: 3,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'units', include: ['**/*.test.ts'], exclude } },
      {
        extends: true,
        plugins: [react()],
        optimizeDeps: { include: bundledFirst },
        // As Vitest sets it, "test", Fluent replaces the page's ResizeObserver by one that never reports.
        define: { 'process.env.NODE_ENV': JSON.stringify('development') },
        test: {
          name: 'components',
          testTimeout: 20_000,
          // One page for all of them: loading Fluent takes longer than the tests.
          isolate: false,
          // Only one page at a time has the keyboard; they wait until the units are through.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          include: ['renderer/**/*.test.tsx'],
          setupFiles: ['renderer/testing/unmountComponents.testkit.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: executable, args, env: { ...process.env, ...env } },
            }),
            instances: [{ browser: 'chromium', viewport: { width: 960, height: 680 } }],
          },
        },
      },
    ],
  },
});
