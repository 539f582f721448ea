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
  // A flow that did not pass is run once more for its trace, and has failed all the same.
  retries: 1,
  failOnFlakyTests: true,
  forbidOnly: true,
  use: { trace: 'on-first-retry', screenshot: 'only-on-failure' },
  projects: [
    { name: 'flows', testIgnore: crowded },
    // Four or five who speak at once need the whole machine: beside another flow they would starve each other of sound.
    { name: 'crowded', testMatch: crowded, dependencies: ['flows'], workers: 1 },
  ],
  reporter: [
    ['list'],
    ['json', { outputFile: 'test-results/flows.json' }],
    ['html', { outputFolder: 'test-results/report', open: 'never' }],
  ],
});
