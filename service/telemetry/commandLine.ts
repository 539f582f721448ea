import type { parseArgs } from 'node:util';
import { versionPattern } from '../../contract/envelope.ts';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import { backupNames, backupOptions, readServiceBackup } from './backup/commandLine.ts';
import type { ServiceBackupCommand } from './backup/commandLine.ts';
import { accessOptions, readAccessCommand, type AccessCommand } from './access/commandLine.ts';
import { checkNames, checkOptions, type CheckCommand } from '../shared/check/check.ts';
import type { Network } from '../shared/clientAddress.ts';
import {
  dumpQuotaNames,
  dumpQuotaOptions,
  readDumpQuotas,
  type DumpQuotaLimits,
} from './crashes/dumpQuotaOptions.ts';
import { insightNames, insightOptions, readInsightOptions } from './insights/insightOptions.ts';
import type { Limits, RecordQuotaLimits, RetentionLimits } from './limits.ts';
import { limitNames, limitOptions, readLimits, type GivenLimits } from '../shared/limitOptions.ts';
import { listenNames, listenOptions, readListening } from '../shared/listening/listenOptions.ts';
import type { Listening } from '../shared/listening/listenOptions.ts';
import { done, failed, type Outcome } from '../shared/outcome.ts';
import {
  readRecordQuotas,
  recordQuotaNames,
  recordQuotaOptions,
} from './store/recordQuotaOptions.ts';
import { readRetention, retentionNames, retentionOptions } from './store/retentionOptions.ts';
import { parseArguments } from '../shared/parseArguments.ts';
import { proxyNames, proxyOptions, readProxies } from '../shared/proxyOptions.ts';
import { usualFolder } from '../shared/usualFolder.ts';

export type Command =
  | { readonly kind: 'help' }
  | (Listening & {
      readonly kind: 'serve';
      readonly data: string;
      readonly limits: GivenLimits &
        DumpQuotaLimits &
        RecordQuotaLimits &
        RetentionLimits &
        Partial<Pick<Limits, 'leastDevices'>>;
      readonly trustedProxies: readonly Network[];
      /** Where the journal of erasures is copied. */
      readonly erasures: string | undefined;
    })
  | {
      readonly kind: 'upload-source-maps';
      readonly data: string;
      readonly version: string;
      readonly from: string;
    }
  | AccessCommand
  | ServiceBackupCommand
  | CheckCommand
  | { readonly kind: 'rebuild'; readonly data: string }
  | { readonly kind: 'rotate-pepper'; readonly data: string; readonly forgetOld: boolean };

const options = {
  ...listenOptions,
  data: { type: 'string' },
  ...limitOptions,
  ...dumpQuotaOptions,
  ...recordQuotaOptions,
  ...retentionOptions,
  ...insightOptions,
  ...proxyOptions,
  ...accessOptions,
  ...backupOptions,
  ...checkOptions,
  'forget-old': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Options that rotating the pepper and rebuilding don't use. */
const serveOnly = [
  ...listenNames,
  ...proxyNames,
  ...limitNames,
  ...dumpQuotaNames,
  ...recordQuotaNames,
  ...retentionNames,
  ...insightNames,
  ...backupNames,
  ...checkNames,
] as const;

/** An option that only serving uses. */
function strangerTo(command: string, values: Readonly<Record<string, unknown>>) {
  const stranger = serveOnly.find((name) => values[name] !== undefined);
  return stranger === undefined
    ? undefined
    : failed<LocalizedText>((t) => t('serverCommand.notTaken', { command, option: stranger }));
}

function readUpload(
  data: string,
  [version, from, ...more]: readonly string[],
  values: Readonly<Record<string, unknown>>,
): Outcome<Command, LocalizedText> {
  const command = 'upload-source-maps';
  const stranger = strangerTo(command, values);
  if (stranger) return stranger;
  if (version === undefined || from === undefined)
    return failed((t) => t('serviceCommand.maps.needs'));
  if (more.length > 0)
    return failed((t) => t('serverCommand.tooMany', { argument: more[0] ?? '' }));
  if (!versionPattern.test(version))
    return failed((t) => t('serviceCommand.maps.badVersion', { version }));
  return done({ kind: command, data, version, from });
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

/** Options of other commands that need their own word here. */
const notOfServing = ['without-erasures', 'json', 'host'] as const;

function readServe(
  values: Values,
  data: string,
): Outcome<Extract<Command, { readonly kind: 'serve' }>, LocalizedText> {
  const stranger = notOfServing.find((name) => values[name] !== undefined);
  if (stranger !== undefined)
    return failed((t) => t('serverCommand.notTaken', { command: 'serve', option: stranger }));
  const listening = readListening(values, 4780);
  if (!listening.ok) return listening;
  const proxies = readProxies(values);
  if (!proxies.ok) return proxies;
  const limits = readLimits(values);
  if (!limits.ok) return limits;
  const quotas = readDumpQuotas(values);
  if (!quotas.ok) return quotas;
  const recordQuotas = readRecordQuotas(values);
  if (!recordQuotas.ok) return recordQuotas;
  const retention = readRetention(values);
  if (!retention.ok) return retention;
  const insights = readInsightOptions(values);
  if (!insights.ok) return insights;
  const given = {
    trustedProxies: proxies.value,
    erasures: values.erasures,
    limits: {
      ...limits.value,
      ...quotas.value,
      ...recordQuotas.value,
      ...retention.value,
      ...insights.value,
    },
  };
  return done({ kind: 'serve', ...listening.value, data, ...given });
}

/** `check` takes the options that the service is started with, and two of its own. */
function readCheck({ json = false, host, ...values }: Values, data: string): CheckCommand {
  return { kind: 'check', json, host, options: readServe(values, data) };
}

/** Reads the command line; problems are described in words. */
export function readCommandLine(args: readonly string[]): Outcome<Command, LocalizedText> {
  const parsed = parseArguments(args, options);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help) return done({ kind: 'help' });
  const data = values.data ?? usualFolder('service');
  if (data.trim() === '' || data.includes('\0')) return failed((t) => t('serverCommand.badData'));
  const ofAccess = readAccessCommand(positionals, values, data);
  if (ofAccess) return ofAccess;
  const ofBackup = readServiceBackup(positionals, values, data);
  if (ofBackup) return ofBackup;
  const [command, ...more] = positionals;
  if (command === 'check' && more.length === 0) return done(readCheck(values, data));
  if (command === 'upload-source-maps') return readUpload(data, more, values);
  if (more.length > 0)
    return failed((t) => t('serverCommand.tooMany', { argument: more[0] ?? '' }));
  const forgetOld = values['forget-old'] ?? false;
  if (command === 'rotate-pepper' || command === 'rebuild') {
    const stranger = strangerTo(command, values);
    if (stranger) return stranger;
    if (command === 'rotate-pepper') return done({ kind: command, data, forgetOld });
    return forgetOld
      ? failed((t) => t('serviceCommand.forgetAlone'))
      : done({ kind: command, data });
  }
  if (command !== undefined) return failed((t) => t('serverCommand.noCommand', { command }));
  if (forgetOld) return failed((t) => t('serviceCommand.forgetAlone'));
  return readServe(values, data);
}
