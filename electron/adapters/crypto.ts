import { createHash, randomBytes } from 'node:crypto';
import type { Random, Sha256 } from '../core/ports.ts';

export const sha256: Sha256 = (input) => createHash('sha256').update(input).digest();

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  unit: () => Math.random(),
};
