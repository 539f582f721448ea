// Compiles what a start needs only once, not at each start.
import nodeModule from 'node:module';
import { join } from 'node:path';

nodeModule.enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/candor'));
await import('./start.ts');
