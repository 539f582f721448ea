#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { join } from 'node:path';

// In a clone the sources, which a Node of 22.18 or later runs as they are; shipped, what was built of them.
const source = join(import.meta.dirname, 'main.ts');
const built = join(import.meta.dirname, '../build/electron/candor.js');
const { main } = await import(process.features.typescript && existsSync(source) ? source : built);
process.exitCode = await main(process.argv.slice(2));
