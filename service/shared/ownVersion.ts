import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Candor's version, which is also the pool's and the telemetry service's. */
export function readOwnVersion(): string {
  const description = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
  return (JSON.parse(description) as { readonly version: string }).version;
}
