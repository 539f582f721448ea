import { defineConfig } from '@playwright/test';

const crowded = '**/crowded*.spec.ts';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/flows',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  timeout: 90_000,
  expect: { timeout: 20_000 },
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'flows', testIgnore: crowded },
    // Five who speak at once need the whole machine: beside another flow they would starve each other of sound.
    { name: 'crowded', testMatch: crowded, dependencies: ['flows'] },
  ],
  reporter: [
    ['list'],
    ['json', { outputFile: 'test-results/flows.json' }],
    ['html', { outputFolder: 'test-results/report', open: 'never' }],
  ],
});
