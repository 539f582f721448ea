import { notChosen } from '../../contract/consent.ts';
import { consentText } from '../../contract/consentText.ts';
import { peekOrganisationWord } from '../adapters/account/peekOrganisationWord.ts';
import { peekSettings } from '../adapters/files/peekSettings.ts';
import { poolAddress, telemetryAddress } from '../compose/addresses.ts';
import type { CommandHost, CommandResult } from './commandHost.ts';
import { parseCommandLine } from './commandLine.ts';
import { readingOf } from '../core/account/organisationWord.ts';
import { policyOf } from '../core/consent/policyKeeper.ts';
import { reportOf } from '../core/consent/policyReport.ts';
import { openDevicePolicies } from '../compose/devicePolicies.ts';
import { policyReportText } from './policyReportText.ts';

const FINE = 0;
const MALFORMED = 1;
const BAD_ARGUMENTS = 2;
const SOME_IGNORED = 3;

/** The switches of Candor itself, Electron and Chromium that may accompany this command. */
const understood = /^--(json|no-sandbox|(policy-file|user-data-dir|lang)=.*)$/;

/** Prints the policies in force, from every source; opens no window, sends and changes nothing. */
export async function runPolicyCommand(
  args: readonly string[],
  { t, version, userData, environment }: CommandHost,
): Promise<CommandResult> {
  const commandLine = parseCommandLine(args, environment);
  const wrong = args.find((arg) => !understood.test(arg));
  if (wrong !== undefined || !commandLine.ok) {
    const about = wrong === undefined ? '' : `${t('policyCommand.unknown', { argument: wrong })}\n`;
    return { status: BAD_ARGUMENTS, output: '', errors: `${about}${t('policyCommand.usage')}\n` };
  }
  const { policyFiles, telemetryUrl, pool } = commandLine.value;
  const organisation = readingOf(peekOrganisationWord(userData, Date.now()));
  const onDevice = policyOf(await openDevicePolicies(policyFiles, 0));
  const policy = { readings: [organisation, ...onDevice.readings] };
  const settings = peekSettings(userData);
  const choice = settings?.choice ?? notChosen;
  const own = settings?.pool ?? undefined;
  const report = reportOf(policy, choice, consentText, {
    version,
    telemetryUrl: telemetryAddress(policy, telemetryUrl)?.href ?? null,
    poolUrl: poolAddress(onDevice, pool, own)?.http.href ?? null,
  });
  const output = args.includes('--json')
    ? `${JSON.stringify(report, null, 2)}\n`
    : policyReportText(report, t);
  const status = report.ignored.length > 0 ? SOME_IGNORED : FINE;
  return { status: report.malformed ? MALFORMED : status, output };
}
