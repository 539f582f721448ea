import { execFile } from 'node:child_process';
import { win32 } from 'node:path';
import type { DumpChoice } from '../../../contract/dumpDecision.ts';
import { dumpsByWindows, type ErrorReportingKey } from '../../core/crash/windowsErrorReporting.ts';
import type { SystemDumps } from '../../core/ports/dumps.ts';

/** Runs `reg query KEY`. @returns what it printed; undefined if it failed. */
export type QueryRegistry = (key: string) => Promise<string | undefined>;

/** Policies and settings, of the system and of the account. */
const keys = ['HKLM', 'HKCU'].flatMap((hive) =>
  ['Policies\\', ''].map(
    (place) => `${hive}\\Software\\${place}Microsoft\\Windows\\Windows Error Reporting`,
  ),
);

const TIME_LIMIT_MS = 5000;

/** The system's own tool, by its full path, so that no other of that name is run. */
const queryRegistry: QueryRegistry = (key) =>
  new Promise((resolve) => {
    const reg = win32.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
    const options = { timeout: TIME_LIMIT_MS, windowsHide: true } as const;
    execFile(reg, ['query', key], options, (error, stdout) => {
      resolve(error ? undefined : stdout);
    });
  });

/** What separates a value's name, its type and its data. */
const COLUMN_GAP = '    ';

/** A key's values and the names of its subkeys, as `reg query` prints them. */
interface Printed {
  readonly values: ReadonlyMap<string, { readonly type: string; readonly data: string }>;
  readonly subkeys: readonly string[];
}

function parsePrinted(text: string): Printed {
  const lines = text.split(/\r?\n/);
  const values = lines.flatMap((line) => {
    const [before, ...columns] = line.split(COLUMN_GAP);
    const at = columns.findIndex((column, index) => index > 0 && /^REG_\w+$/.test(column));
    if (before !== '' || at < 0) return [];
    const name = columns.slice(0, at).join(COLUMN_GAP).toLowerCase();
    const data = columns.slice(at + 1).join(COLUMN_GAP);
    return [[name, { type: columns[at] ?? '', data: data.trim() }] as const];
  });
  const subkeys = lines.flatMap((line) => /^HKEY_\w+\\(?:.*\\)?([^\\]+)$/.exec(line)?.[1] ?? []);
  return { values: new Map(values), subkeys: subkeys.map((name) => name.toLowerCase()) };
}

/** Looks in the parent key, since what `reg query` says about a missing key is in the system's language. */
async function isAbsent(key: string, query: QueryRegistry): Promise<boolean> {
  const [, above, name] = /^(.+)\\([^\\]+)$/.exec(key) ?? [];
  if (above === undefined || name === undefined) return false;
  const printed = await query(above);
  return printed === undefined
    ? isAbsent(above, query)
    : !parsePrinted(printed).subkeys.includes(name.toLowerCase());
}

const nothing: Printed = { values: new Map(), subkeys: [] };

/** Throws if the key exists and can't be read. */
async function readKey(key: string, query: QueryRegistry): Promise<Printed> {
  const printed = await query(key);
  if (printed !== undefined) return parsePrinted(printed);
  if (await isAbsent(key, query)) return nothing;
  throw new Error(`${key} can't be read`);
}

/** Throws if the value is not a number. */
function numberOf({ values }: Printed, name: string): number | undefined {
  const value = values.get(name.toLowerCase());
  if (!value) return undefined;
  if (value.type !== 'REG_DWORD' || !/^0x[0-9a-f]{1,8}$/i.test(value.data))
    throw new Error(`${name} is no number`);
  return Number(value.data);
}

async function readErrorReporting(key: string, query: QueryRegistry): Promise<ErrorReportingKey> {
  const own = await readKey(key, query);
  const consent = await readKey(`${key}\\Consent`, query);
  const [disabled, dontSend] = [numberOf(own, 'Disabled'), numberOf(own, 'DontSendAdditionalData')];
  const defaultConsent = numberOf(consent, 'DefaultConsent');
  return {
    ...(disabled === undefined ? {} : { disabled }),
    ...(dontSend === undefined ? {} : { dontSendAdditionalData: dontSend }),
    ...(defaultConsent === undefined ? {} : { defaultConsent }),
  };
}

/**
 * What Windows Error Reporting's settings say about memory dumps.
 * @param warn is told what can't be read.
 */
export function createWindowsErrorReporting(
  query: QueryRegistry,
  warn: (problem: string) => void,
): SystemDumps {
  let choice: DumpChoice = 'never';
  return {
    choice: () => choice,
    async refresh() {
      try {
        choice = dumpsByWindows(
          await Promise.all(keys.map((key) => readErrorReporting(key, query))),
        );
      } catch (error) {
        choice = dumpsByWindows(undefined);
        warn(`Windows Error Reporting: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

/**
 * What this system's settings say about a guest's dumps.
 * @param warn is told what can't be read.
 */
export const createSystemDumps = (
  platform: NodeJS.Platform,
  warn: (problem: string) => void,
): SystemDumps =>
  platform === 'win32' ? createWindowsErrorReporting(queryRegistry, warn) : withoutSystemDumps;

/** If the system has no such settings, no dump of a guest's is kept. */
export const withoutSystemDumps: SystemDumps = {
  choice: () => 'never',
  refresh: () => Promise.resolve(),
};
