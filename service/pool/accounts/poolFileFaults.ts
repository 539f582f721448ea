import type { z } from 'zod';
import type { en } from '../../../contract/text/en.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';

type Fault = Exclude<keyof typeof en.poolCommand.file, 'at' | 'namedTwice'>;

const faults: Readonly<Record<string, Fault>> = {
  displayName: 'displayName',
  policy: 'policy',
  telemetry: 'telemetry',
  ha1: 'ha1',
  'SHA-256': 'ha1',
  MD5: 'ha1',
};

const turnFaults: Readonly<Record<string, Fault>> = {
  urls: 'turnUrls',
  secret: 'turnSecret',
  lifetime: 'turnLifetime',
};

function faultOf({ code, path }: z.core.$ZodIssue): Fault {
  if (path[0] === 'turn' && path[1] !== undefined) return turnFaults[String(path[1])] ?? 'unfit';
  if (code === 'invalid_key') return path[0] === 'organisations' ? 'domain' : 'address';
  if (code === 'custom' && path.length === 0) return 'orphan';
  const key = String(path.at(-1));
  return (code !== 'unrecognized_keys' && Object.hasOwn(faults, key) && faults[key]) || 'unfit';
}

/** What is wrong with a pool's file, and where in it. */
export function misfit(issue: z.core.$ZodIssue | undefined): LocalizedText {
  if (!issue) return (t) => t('poolCommand.file.unfit');
  const fault = faultOf(issue);
  const stranger = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const place = [...issue.path, ...stranger].join('.');
  return (t) => {
    const problem = t(`poolCommand.file.${fault}`);
    return place === '' ? problem : t('poolCommand.file.at', { place, problem });
  };
}
