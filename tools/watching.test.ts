import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { freePort } from '../service/pool/interop/freePort.ts';
import { startPool, type TestPool } from '../service/pool/testing/startPool.ts';
import { createService, type Service } from '../service/telemetry/service.ts';
import { send } from '../service/telemetry/testing/client.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../service/telemetry/testing/records.ts';

const deploy = join(import.meta.dirname, '../deploy');
const rules = join(deploy, 'prometheus/rules.yml');
const dashboard = z
  .object({
    panels: z.array(
      z.object({
        title: z.string(),
        targets: z.array(z.object({ expr: z.string() })).optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(deploy, 'grafana/dashboard.json'), 'utf8')));
const asked = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => [title, expr] as const),
);
const why = spawnSync('promtool', ['--version']).error
  ? 'Debian’s prometheus is not installed'
  : undefined;

let folder: string;
let service: Service;
let pool: TestPool;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-watching-'));
  service = await createService({ dataFolder: join(folder, 'service'), port: 0 });
  pool = await startPool();
});
afterAll(async () => {
  await service.close();
  await pool.remove();
  rmSync(folder, { recursive: true, force: true });
});
const metricsOf = async (url: string) => (await fetch(`${url}/metrics`)).text();

test('docs/watching.md explains every metric, in the words that /metrics has for it', async () => {
  const page = readFileSync(join(deploy, '../docs/watching.md'), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, name = '']) => name.startsWith('`candor_'))
    .map(([, ...cells]) => cells.slice(0, 3).join(' | '));
  const told = [await metricsOf(service.url), await metricsOf(pool.url)].join('\n');
  const types = new Map(
    [...told.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => [name, type]),
  );
  const rows = [...told.matchAll(/^# HELP (\S+) (.*)$/gm)].map(
    ([, name = '', help = '']) => `\`${name}\` | ${types.get(name) ?? ''} | ${help}`,
  );
  expect(page.toSorted()).toEqual([...new Set(rows)].toSorted());
});

describe.skipIf(why !== undefined)(`Prometheus${why === undefined ? '' : ` (${why})`}`, () => {
  let prometheus: ChildProcess;
  let url: string;

  beforeAll(async () => {
    mkdirSync(join(folder, 'prometheus'));
    const config = join(folder, 'prometheus.yml');
    const jobs = [
      { job_name: 'candor-service', url: service.url },
      { job_name: 'candor-pool', url: pool.url },
    ].map((job) => ({
      job_name: job.job_name,
      static_configs: [{ targets: [new URL(job.url).host] }],
    }));
    const global = { scrape_interval: '1s', evaluation_interval: '1s' };
    // JSON is YAML too.
    writeFileSync(config, JSON.stringify({ global, rule_files: [rules], scrape_configs: jobs }));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const data = `--storage.tsdb.path=${join(folder, 'prometheus')}`;
    prometheus = spawn(
      'prometheus',
      [`--config.file=${config}`, data, `--web.listen-address=127.0.0.1:${port}`],
      { stdio: 'ignore' },
    );
    await vi.waitFor(
      async () => {
        expect((await fetch(`${url}/-/ready`)).status).toBe(200);
      },
      { timeout: 40_000, interval: 100 },
    );
  });
  afterAll(async () => {
    prometheus.kill('SIGKILL');
    await once(prometheus, 'exit');
  });

  const answerOf = async (expr: string): Promise<unknown[]> => {
    const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(expr)}`);
    const { data } = (await answer.json()) as { data?: { result: unknown[] } };
    if (!data) throw new Error(`${expr}: ${answer.status}`);
    return data.result;
  };

  test('finds nothing to criticise in what both servers tell', async () => {
    for (const server of [service.url, pool.url])
      execFileSync('promtool', ['check', 'metrics'], { input: await metricsOf(server) });
  });

  test('takes the example’s configuration, and its rules say what they are meant to', () => {
    const at = { cwd: join(deploy, 'prometheus'), stdio: 'pipe' } as const;
    execFileSync('promtool', ['check', 'config', 'prometheus.yml'], at);
    execFileSync('promtool', ['test', 'rules', 'rules.test.yml'], at);
  });

  test('has an answer to each question of the dashboard, and no rule fires, at servers that are well', async () => {
    const draw = createDraw(72);
    await vi.waitFor(
      async () => {
        await send(service.url, bodyOf(recordLine('snapshot', drawId(draw))));
        for (const [title, expr] of asked)
          expect([title, (await answerOf(expr)).length > 0]).toEqual([title, true]);
      },
      { timeout: 50_000, interval: 500 },
    );
    expect(await answerOf('ALERTS{alertname=~"Candor.+",alertstate="firing"}')).toEqual([]);
    expect(await answerOf('up == 1')).toHaveLength(2);
  });

  test('says which server is degraded, and by what', async () => {
    writeFileSync(join(pool.folder, 'pool', 'pool.json'), '{"organisations":3}');
    await vi.waitFor(
      async () => {
        expect(await answerOf('ALERTS{alertname="CandorDegraded"}')).toMatchObject([
          { metric: { job: 'candor-pool', what: 'pool_file', alertstate: 'pending' } },
        ]);
      },
      { timeout: 50_000, interval: 500 },
    );
  });
});
