#!/usr/bin/env node
// Plain JavaScript, so that a Node that can't read TypeScript gets as far as the message.
if (process.features.typescript) await import('./main.ts');
else {
  const { plainText } = await import('../../contract/text/plain.js');
  console.error(plainText(process.env).poolNode(process.version));
  process.exitCode = 2;
}
