#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { join } from 'node:path';

// In a clone, the sources, which Node 22.18 or later runs as they are; shipped, the built files.
const root = join(import.meta.dirname, '..');
const source = join(root, 'electron/commands/npxCandor.ts');
const built = join(root, 'build/electron/candor.js');
// Reuses what was compiled last; Node before 22.8 keeps nothing.
nodeModule.enableCompileCache?.(join(root, 'node_modules/.cache/candor'));
const { main } = await import(process.features.typescript && existsSync(source) ? source : built);
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
process.exitCode = await main(process.argv.slice(2), version);
