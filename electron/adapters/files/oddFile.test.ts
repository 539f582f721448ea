import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { outboxBounds } from '../outbox/outboxBounds.ts';
import { createLedgerFile } from '../audit/ledgerFile.ts';
import { requireReadable } from './oddFile.ts';
import { openSessionMark } from '../crash/sessionMark.ts';
import { setAsideUnlessValid } from './setAsideUnlessValid.ts';
import { createSqliteOutbox } from '../outbox/sqliteOutbox.ts';
import { createSqliteHistory } from '../history/sqliteHistory.ts';

const NOW = Date.parse('2026-11-28T10:00:00.000Z');
const now = () => NOW;
const onSetAside = () => undefined;

/** What may have a file's name, and fail to be read, or block the reader. */
const odd: Readonly<Record<string, (path: string) => void>> = {
  'a folder': (path) => {
    mkdirSync(path);
  },
  'a pipe': (path) => {
    execFileSync('mkfifo', [path]);
  },
  'a link to itself': (path) => {
    symlinkSync(path, path);
  },
  'a link to nothing': (path) => {
    symlinkSync(`${path}-nothing`, path);
  },
};

/**
 * Each kind of file in the data folder except identity.json, and what a start does with it; all JSON files are
 * handled alike.
 */
const files: Readonly<Record<string, (folder: string, path: string) => unknown>> = {
  'settings.json': (_folder, path) => setAsideUnlessValid(path, z.object({}), NOW),
  'session.json': (folder) => {
    openSessionMark(folder, NOW, onSetAside).note(null);
  },
  'ledger.db': (folder) => {
    const ledger = createLedgerFile({ folder, now, onSetAside });
    ledger.last();
    ledger.close();
  },
  'outbox/usage.db': (_folder, file) => {
    const onUnusable = onSetAside;
    const outbox = createSqliteOutbox({
      file,
      bounds: outboxBounds,
      now,
      uptime: () => 0,
      onSetAside,
      onUnusable,
    });
    outbox.waiting({ count: 1, bytes: 1 });
    outbox.append([], []);
    outbox.close();
  },
  'conversations/a.db': (_folder, file) => {
    createSqliteHistory({ file, now, onSetAside }).close();
  },
};

describe.skipIf(process.platform === 'win32')('what is no file where a file should be', () => {
  it.each(
    Object.keys(files).flatMap((name) => Object.keys(odd).map((what) => [name, what] as const)),
  )('in the place of %s, %s is set aside, and waited for by nobody', (name, what) => {
    const folder = temporaryFolder();
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    odd[what]?.(path);
    files[name]?.(folder, path);
    if (existsSync(path)) expect(lstatSync(path).isFile()).toBe(true);
    expect(readdirSync(dirname(path)).join()).toContain('.unreadable-');
  });

  it.each(Object.entries(odd))(
    'is told by the name of a file that has to be readable: %s',
    (_what, put) => {
      const file = join(temporaryFolder(), 'identity.json');
      expect(() => {
        requireReadable(file);
      }).not.toThrow();
      put(file);
      expect(() => {
        requireReadable(file);
      }).toThrow(file);
      expect(lstatSync(file).isFile()).toBe(false);
    },
  );
});
