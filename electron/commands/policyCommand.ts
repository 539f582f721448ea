import { app } from 'electron';
import { notChosen } from '../../contract/consent.ts';
import { peekOrganisationWord } from '../adapters/account/organisationWords.ts';
import { peekSettings } from '../adapters/files/settings.ts';
import { poolAddress, telemetryAddress } from '../compose/addresses.ts';
import { parseCommandLine } from './commandLine.ts';
import { readingOf } from '../core/account/organisationWord.ts';
import { policyOf } from '../core/consent/policyKeeper.ts';
import { reportOf } from '../core/consent/policyReport.ts';
import { systemTexts } from '../shell/locale.ts';
import { openDevicePolicies } from '../compose/devicePolicies.ts';
import { policyReportText } from './policyReportText.ts';
import { endWith } from './endWith.ts';

const FINE = 0;
const MALFORMED = 1;
const BAD_ARGUMENTS = 2;
const SOME_IGNORED = 3;

/** What Candor itself, Electron and Chromium understand beside this command. */
const understood = /^--(json|no-sandbox|(policy-file|user-data-dir|lang)=.*)$/;

/** Prints what policy holds, from every source, and ends; no window is opened, nothing sent or changed. */
export async function runPolicyCommand(args: readonly string[]): Promise<void> {
  const t = systemTexts();
  const commandLine = parseCommandLine(process.argv, process.env);
  const wrong = args.find((arg) => !understood.test(arg));
  if (wrong !== undefined || !commandLine.ok) {
    const about = wrong === undefined ? '' : `${t('policyCommand.unknown', { argument: wrong })}\n`;
    endWith(process.stderr, `${about}${t('policyCommand.usage')}\n`, BAD_ARGUMENTS);
    return;
  }
  const { policyFiles, telemetryUrl, pool } = commandLine.value;
  const folder = app.getPath('userData');
  const organisation = readingOf(peekOrganisationWord(folder, Date.now()));
  const onDevice = policyOf(await openDevicePolicies(policyFiles, 0));
  const policy = { readings: [organisation, ...onDevice.readings] };
  const choice = peekSettings(folder)?.choice ?? notChosen;
  const report = reportOf(policy, choice, {
    version: app.getVersion(),
    telemetryUrl: telemetryAddress(policy, telemetryUrl)?.href ?? null,
    poolUrl: poolAddress(onDevice, pool)?.http.href ?? null,
  });
  const text = args.includes('--json')
    ? `${JSON.stringify(report, null, 2)}\n`
    : policyReportText(report, t);
  const status = report.ignored.length > 0 ? SOME_IGNORED : FINE;
  endWith(process.stdout, text, report.malformed ? MALFORMED : status);
}
