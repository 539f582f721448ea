import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { notChosen } from '../../contract/consent.ts';
import { keptOptions } from '../../contract/options.ts';
import type { Settings } from '../adapters/files/peekSettings.ts';
import { readOptions, saveOptions } from './options.ts';
import {
  bytesIn,
  createListLog,
  entryOf,
  fault,
  optedIn,
  refusal,
  startTelemetry,
} from '../testing/telemetry.testkit.ts';

const pool = 'https://pool.contoso.com/';

function start(parts: Parameters<typeof startTelemetry>[0] = {}) {
  const disk = { full: false };
  let stored: Settings = { ...keptOptions.parse({}), choice: optedIn, pool };
  const settings = {
    read: () => stored,
    write: (next: Settings) => {
      if (disk.full) throw new Error('ENOSPC: no space left on device');
      stored = next;
    },
    deleteAll: () => {
      stored = { ...keptOptions.parse({}), choice: notChosen, pool: null };
    },
    setAside: undefined,
  };
  const levels: string[] = [];
  const log = {
    ...createListLog(),
    setLevel: (level: string) => void levels.push(level),
    onLine: () => undefined,
    clear: () => undefined,
  };
  let startsWithSystem = false;
  const loginItem = {
    isOn: () => startsWithSystem,
    set: (isOn: boolean) => {
      startsWithSystem = isOn;
    },
  };
  const all = startTelemetry({
    choice: optedIn,
    dumpChoice: () => stored.memoryDumps,
    ...parts,
  });
  const save = (options: Partial<ReturnType<typeof readOptions>>) => {
    saveOptions(
      { ...readOptions(settings, loginItem), ...options },
      { ...all, settings, log, loginItem },
    );
  };
  return { ...all, disk, save, settings, levels, loginItem };
}

describe('saving the options', () => {
  it('tells the system whether to start Candor, and asks it rather than a file', () => {
    const { save, settings, loginItem } = start();
    save({ startWithSystem: true });
    expect(loginItem.isOn()).toBe(true);
    loginItem.set(false);
    expect(readOptions(settings, loginItem).startWithSystem).toBe(false);
  });

  it('takes effect at once, and is kept', () => {
    const { save, settings, telemetry, levels, loginItem } = start();
    save({ errorReports: false, logging: 'Full', language: 'fr' });
    expect(telemetry.choice().errorReports).toBe(false);
    expect(settings.read()).toMatchObject({ logging: 'Full', language: 'fr' });
    expect(settings.read().choice.since).not.toBe(optedIn.since);
    expect(levels).toEqual(['Full']);
    // The sign-in page sets it, and Options neither shows nor loses it.
    expect(settings.read().pool).toBe(pool);
    expect(readOptions(settings, loginItem)).not.toHaveProperty('pool');
  });

  it('that changes nothing keeps the day of the choice', () => {
    const { save, settings } = start();
    save({});
    expect(settings.read().choice).toEqual(optedIn);
  });

  it('withdraws though the disk refuses to keep it, and says so', async () => {
    const { save, settings, disk, telemetry, clock, folder } = start({ service: null });
    telemetry.reportException(fault());
    await clock.settle();
    expect(bytesIn(folder)).toContain('CANARY');
    disk.full = true;
    expect(() => {
      save({ errorReports: false });
    }).toThrow('ENOSPC');
    expect(telemetry.decision('error', 'desktop').allowed).toBe(false);
    expect(settings.read().choice.errorReports).toBe(false);
    expect(bytesIn(folder)).not.toContain('CANARY');
  });

  it('says no at the next start too, where the disk refuses to keep it and to delete', () => {
    const { save, settings, disk } = start({
      wrap: (outboxes) => {
        const purge = () => {
          throw new Error('EBUSY: resource busy');
        };
        return { ...outboxes, error: { ...outboxes.error, purge } };
      },
    });
    disk.full = true;
    expect(() => {
      save({ errorReports: false });
    }).toThrow('EBUSY');
    expect(settings.read().choice.errorReports).toBe(false);
  });

  it('ends a paused yes where the box stays unticked, so that no later release takes it up', () => {
    const { save, settings } = start();
    settings.write({
      ...settings.read(),
      choice: { ...optedIn, agreed: { version: 0, fields: [] } },
    });
    save({ language: 'fr' });
    expect(settings.read().choice.errorReports).toBe(false);
  });

  it('keeps all settings where the disk refuses a change that withdraws nothing', () => {
    const { save, disk, settings } = start();
    save({ errorReports: false, logging: 'Full' });
    disk.full = true;
    expect(() => {
      save({ language: 'fr' });
    }).toThrow('ENOSPC');
    expect(settings.read()).toMatchObject({ logging: 'Full', language: 'system' });
  });

  it('does not opt in where the disk refuses to keep it', () => {
    const { save, disk, telemetry } = start();
    save({ errorReports: false });
    disk.full = true;
    expect(() => {
      save({ errorReports: true });
    }).toThrow('ENOSPC');
    expect(telemetry.decision('error', 'desktop').allowed).toBe(false);
  });

  it('deletes the memory dumps that wait, agreed to or not, where none is to be sent any more', async () => {
    const { save, dumps, telemetry, clock, folder } = start({ service: null });
    telemetry.reportException(fault());
    await clock.settle();
    const keep = (id: string) => {
      const found = join(folder, 'a.dmp');
      writeFileSync(found, 'MDMP');
      utimesSync(found, clock.now() / 1000, clock.now() / 1000);
      dumps.take(found, entryOf('', { id }));
    };
    for (const [place, state] of (['asked', 'agreed'] as const).entries()) {
      const id = `01890a5d-ac96-774b-bcce-00000000000${place}`;
      keep(id);
      dumps.turn(id, state);
    }
    save({ memoryDumps: 'always' });
    expect(dumps.kept()).toHaveLength(2);
    save({ memoryDumps: 'never' });
    expect(dumps.kept()).toEqual([]);
  });

  it('leaves as it was what a policy locks', () => {
    const { save, settings, telemetry, levels } = start({
      policy: {
        readings: [
          ...refusal.readings,
          {
            source: 'machine',
            location: '/etc/candor/policy.json',
            state: 'read',
            values: { TracingLevel: 'Off' },
            unknown: [],
            since: '2026-11-22T09:45:00.000Z',
          },
        ],
      },
    });
    save({ errorReports: false, logging: 'Full' });
    expect(settings.read()).toMatchObject({ choice: optedIn, logging: 'Light' });
    expect(telemetry.decision('error', 'desktop').allowed).toBe(false);
    expect(levels).toEqual([]);
  });
});
