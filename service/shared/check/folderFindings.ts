import { accessSync, constants, existsSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isInUse, isOpenToOthers, RESTORING, unusableFolder } from '../dataFolder.ts';
import { fault, warning, type Finding } from './finding.ts';

const HOUR = 3_600_000;
const MIB = 1024 * 1024;
/** With less, records and messages soon find no room. */
const LEAST_FREE = 1024 * MIB;

/** A data folder as a check finds it. */
export interface FolderFindings {
  readonly findings: readonly Finding[];
  /** Whether a server uses it now. */
  readonly isInUse: boolean;
}

/** The folder, or the nearest one above it that is there. */
const nearest = (path: string): string => (existsSync(path) ? path : nearest(dirname(path)));

function secretsOf(path: string): readonly Finding[] {
  const open = [path, ...readdirSync(path).map((name) => join(path, name))].find((one) =>
    isOpenToOthers(statSync(one).mode),
  );
  return open === undefined
    ? []
    : [fault('secrets', (t) => t('serverCommand.check.openData', { path: open }))];
}

/** What a server has written can't be from the future. */
function clockOf(path: string, now: Date): readonly Finding[] {
  const times = readdirSync(path).map((name) => statSync(join(path, name)).mtimeMs);
  const latest = Math.max(0, ...times);
  const told = (ms: number) => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  const said = { path, at: told(latest), now: told(now.getTime()) };
  return latest > now.getTime() + HOUR / 2
    ? [fault('clock', (t) => t('serverCommand.check.future', said))]
    : [];
}

function roomOf(path: string, least: number): readonly Finding[] {
  const { bavail, bsize } = statfsSync(path);
  const mib = Math.floor((bavail * bsize) / MIB);
  return bavail * bsize < least
    ? [warning('room', (t) => t('serverCommand.check.room', { path, mib: String(mib) }))]
    : [];
}

function findings(path: string, now: Date, least: number): readonly Finding[] {
  const there = nearest(path);
  accessSync(there, constants.R_OK | constants.W_OK | constants.X_OK);
  if (there !== path) return roomOf(there, least);
  if (process.getuid && statSync(path).uid !== process.getuid())
    return [fault('data', (t) => t('serverCommand.folder.notYours', { path }))];
  const half = existsSync(join(path, RESTORING))
    ? [fault('data', (t) => t('serverCommand.folder.halfRestored', { path }))]
    : [];
  return [...half, ...secretsOf(path), ...clockOf(path, now), ...roomOf(path, least)];
}

/** Looks at a data folder, and changes nothing. @param least how many bytes should be free. */
export function folderFindings(data: string, now: Date, least = LEAST_FREE): FolderFindings {
  const path = resolve(data);
  try {
    return { findings: findings(path, now, least), isInUse: isInUse(path) };
  } catch (error) {
    return { findings: [fault('data', unusableFolder(path, error))], isInUse: false };
  }
}
