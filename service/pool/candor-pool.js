#!/usr/bin/env node
// Plain JavaScript, so that a Node that can't read TypeScript gets as far as the message.
if (process.features.typescript) await import('./main.ts');
else {
  console.error(
    `candor-pool needs Node 22.18 or later, and this is ${process.version}. In a clone of Candor, "npm install" brings one, and "npx candor-pool" uses it.`,
  );
  process.exitCode = 2;
}
