import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { strict } from './unimplemented.ts';

describe('what the stand-in lacks', () => {
  const app: Record<string, unknown> = strict('app', 'app.ts', { quit: () => 'quit' });
  test('throws by name and says where to add it', () => {
    expect(() => app['dock']).toThrow(
      'The stand-in has no app.dock; add it in runtime/standin/api/app.ts',
    );
  });

  test('does not explode under await, JSON or inspection', async () => {
    expect(await Promise.resolve(app)).toBe(app);
    expect(JSON.stringify(app)).toBe('{}');
    expect(inspect(app)).toContain('quit');
  });
});
