import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseRecord, type TelemetryRecord } from '../../contract/envelope.ts';
import { aboutSchema } from '../../contract/insights/about.ts';
import { candorSchema } from '../../contract/records.ts';
import { CannotStart } from '../../service/shared/outcome.ts';
import { createService } from '../../service/telemetry/service.ts';
import { bodyOf, recordLine } from '../../service/telemetry/testing/records.ts';
import { readAll, send } from '../../service/telemetry/testing/client.ts';
import { demoDays } from './days.ts';
import { loadDemonstration } from './load.ts';

// A Sunday.
const today = '2026-11-29';
const linesOf = (seed: number, day: string): string[] =>
  [...demoDays(seed, day)].flatMap((one) => [...one.linesOf.values()].flat());

describe('the made-up ninety days', () => {
  const lines = linesOf(17, today);

  it('are the same for the same seed and day, and others for another', () => {
    expect(linesOf(17, today)).toEqual(lines);
    expect(linesOf(18, today)).not.toEqual(lines);
    expect(linesOf(17, '2026-11-30')).not.toEqual(lines);
  });

  it('hold nothing but records as the service takes them, each once', () => {
    const parsed = lines.map((line) => parseRecord(line, candorSchema));
    expect(parsed.filter(({ ok }) => !ok)).toEqual([]);
    const ids = parsed.map((one) => (one.ok ? one.value.id : ''));
    expect(new Set(ids).size).toBe(lines.length);
  });

  const records = lines.map((line) => JSON.parse(line) as TelemetryRecord);
  const snapshots = records.filter(({ name }) => name === 'snapshot');
  const devicesOn = (day: string) =>
    new Set(
      snapshots.filter(({ at }) => at.startsWith(day)).map(({ fields }) => fields['deviceId']),
    );

  it('go up to today, with fewer devices at weekends and more of them as time goes by', () => {
    const days = [...new Set(records.map(({ at }) => at.slice(0, 10)))].sort();
    expect(days).toHaveLength(90);
    expect(days.at(-1)).toBe(today);
    expect(devicesOn(today).size * 3).toBeLessThan(devicesOn('2026-11-27').size);
    expect(devicesOn('2026-09-04').size).toBeLessThan(devicesOn('2026-11-27').size * 0.8);
  });

  it('have of today nothing from later than its first hour', () => {
    const late = records.filter(({ at }) => at >= `${today}T01`);
    expect(late).toEqual([]);
  });

  it('tell of errors that hurt people unequally, one of them most', () => {
    const people = new Map<unknown, Set<unknown>>();
    for (const { category, name, fields } of records) {
      if (category !== 'error' || name === 'repeats') continue;
      const kind = fields['fingerprint'] ?? `${name} ${String(fields['errorCode'])}`;
      people.set(kind, (people.get(kind) ?? new Set()).add(fields['userId']));
    }
    const sizes = [...people.values()].map(({ size }) => size).sort((a, b) => b - a);
    expect(sizes[0]).toBeGreaterThan((sizes[1] ?? 0) * 1.5);
  });

  it('have an organisation of four devices, who are in no other', () => {
    const accounts = records
      .map(({ fields }) => fields['userId'])
      .filter((userId) => String(userId).endsWith('@tailspintoys.com'));
    expect(new Set(accounts).size).toBeLessThanOrEqual(4);
    const named = new Set(records.map(({ fields }) => fields['federationPartner']));
    expect(named).toContain('tailspintoys.com');
  });
});

describe('a demonstration’s data folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-demo-'));
  const data = join(folder, 'service');
  const log = () => undefined;
  beforeAll(() => {
    loadDemonstration(data, { seed: 17, today, log });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  async function served<T>(
    dataFolder: string,
    ask: (url: string, tokenFile: string) => Promise<T>,
  ) {
    const clock = () => new Date(`${today}T12:00:00.000Z`);
    const service = await createService({ dataFolder, port: 0, clock });
    try {
      return await ask(service.url, service.tokenFile);
    } finally {
      await service.close();
    }
  }
  const about = (dataFolder: string) =>
    served(dataFolder, async (url) =>
      aboutSchema.parse(await (await fetch(`${url}/v1/insights/about`)).json()),
    );
  const rows = () => served(data, async (url, tokenFile) => readAll({ url, tokenFile }));

  it('holds every record, with accounts hashed again and times made coarse as those of clients are', async () => {
    const stored = await rows();
    expect(stored).toHaveLength(linesOf(17, today).length);
    expect(JSON.stringify(stored)).not.toContain('@contoso.com');
    expect(stored.filter(({ receivedAt }) => !receivedAt.endsWith(':00:00.000Z'))).toEqual([]);
    expect(stored.filter(({ category, pepperId }) => category === 'census' && !pepperId)).toEqual(
      [],
    );
  });

  it('says that it is made up, and another one does not', async () => {
    expect(await about(data)).toEqual({ synthetic: true, k: 5 });
    expect(await about(join(folder, 'real'))).toEqual({ synthetic: false, k: 5 });
  });

  it('is left alone on the same day, and made anew on another', async () => {
    const first = await rows();
    loadDemonstration(data, { seed: 17, today, log });
    expect(await rows()).toEqual(first);
    loadDemonstration(data, { seed: 17, today: '2026-11-28', log });
    const days = (await rows()).map(({ at }) => at.slice(0, 10));
    expect(days).not.toContain(today);
    expect(days).toContain('2026-11-28');
  });

  it('is never one that holds real records', async () => {
    const real = join(folder, 'own');
    await served(real, (url) =>
      send(url, bodyOf(recordLine('day', '01890a5d-ac96-774b-bcce-b302099a8057'))),
    );
    expect(() => {
      loadDemonstration(real, { seed: 17, today, log });
    }).toThrow(CannotStart);
    expect(existsSync(join(real, 'synthetic.json'))).toBe(false);
    await served(real, async (url, tokenFile) => {
      expect(await readAll({ url, tokenFile })).toHaveLength(1);
    });
  });
});
