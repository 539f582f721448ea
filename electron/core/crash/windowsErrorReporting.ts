import type { DumpChoice } from '../../../contract/dumpDecision.ts';

/**
 * What one registry key, with its subkey `Consent`, says about Windows Error Reporting, unparsed. See Microsoft's
 * "WER Settings" and the policies of ErrorReporting.admx.
 */
export interface ErrorReportingKey {
  /** 1: Windows Error Reporting is off. */
  readonly disabled?: number;
  /** 1: no second-level data is sent, which is what a memory dump is. */
  readonly dontSendAdditionalData?: number;
  /** 1: always ask; 2: parameters only; 3: and safe data; 4: all data. */
  readonly defaultConsent?: number;
}

const isFlag = (value: number | undefined) => value === undefined || value === 0 || value === 1;

/** What one key says about memory dumps; undefined if nothing. */
function saidBy(key: ErrorReportingKey): DumpChoice | undefined {
  const { disabled, dontSendAdditionalData, defaultConsent } = key;
  if (!isFlag(disabled) || !isFlag(dontSendAdditionalData)) return 'never';
  if (disabled === 1 || dontSendAdditionalData === 1) return 'never';
  switch (defaultConsent) {
    case undefined:
      return undefined;
    case 4:
      return 'always';
    // Memory is neither a parameter nor safe, so that 2 and 3 ask about it as 1 does.
    case 1:
    case 2:
    case 3:
      return 'ask';
    default:
      return 'never';
  }
}

/**
 * What Windows' settings decide about memory dumps.
 * @param keys the system's and the account's, policies and settings; undefined if one can't be read, which refuses.
 * If they disagree, the strictest holds; if all are silent, Windows asks.
 */
export function dumpsByWindows(keys: readonly ErrorReportingKey[] | undefined): DumpChoice {
  if (!keys) return 'never';
  const said = keys.map(saidBy);
  if (said.includes('never')) return 'never';
  return said.includes('always') && !said.includes('ask') ? 'always' : 'ask';
}
