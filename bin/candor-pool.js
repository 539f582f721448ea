#!/usr/bin/env node
import nodeModule from 'node:module';
import { join } from 'node:path';

// Plain JavaScript, so that a Node that can't read TypeScript gets as far as the message.
if (process.features.typescript) {
  // Compiling takes longer than answering, so the result is cached, in a folder of our own: in the system's temporary
  // folder others could put code.
  nodeModule.enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/candor'));
  await import('../service/pool/main.ts');
} else {
  const { plainText } = await import('../contract/text/plain.js');
  console.error(plainText(process.env).poolNode(process.version));
  process.exitCode = 2;
}
