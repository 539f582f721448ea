import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createService, type Service } from '../service.ts';

let folder: string;
let service: Service | undefined;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-insights-page-'));
});
afterEach(async () => {
  await service?.close();
  service = undefined;
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function serve(
  webFolder?: string,
): Promise<(path: string, language?: string) => Promise<Response>> {
  const built = webFolder === undefined ? {} : { webFolder };
  service = await createService({ dataFolder: join(folder, 'data'), port: 0, ...built });
  const { url } = service;
  return (path, language = 'en') => fetch(url + path, { headers: { 'accept-language': language } });
}

describe('where the pages for browsers were not built', () => {
  test.each([
    ['/insights/', 'nowhere', 'en', 'it was not built on this machine. Run “npm run build”'],
    ['/learned/', 'nowhere', 'en', 'it was not built on this machine. Run “npm run build”'],
    ['/insights/', undefined, 'fr-CA,fr', 'Lancez « npm run build »'],
  ])('%s of %s says so in words, and what to do, in %s', async (path, web, language, said) => {
    const ask = await serve(web === undefined ? undefined : join(folder, web));
    const answer = await ask(path, language);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect((await answer.text()).replaceAll('\u00A0', ' ')).toContain(said);
  });

  test('half a build counts as none, and everything else answers', async () => {
    const web = join(folder, 'half');
    mkdirSync(join(web, 'insights'), { recursive: true });
    writeFileSync(join(web, 'insights', 'insights.html'), 'half');
    const ask = await serve(web);
    const answer = await ask('/insights/');
    expect([answer.status, await answer.text()]).toEqual([
      404,
      expect.stringContaining('was not built'),
    ]);
    expect((await ask('/v1/keys')).status).toBe(200);
  });
});
