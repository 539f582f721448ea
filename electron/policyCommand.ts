import { app } from 'electron';
import { notChosen } from '../contract/consent.ts';
import { createTexts, resolveLanguage } from '../contract/text/index.ts';
import { peekOrganisationWord } from './adapters/organisationWords.ts';
import { peekSettings } from './adapters/settings.ts';
import { poolAddress, telemetryAddress } from './addresses.ts';
import { parseCommandLine } from './commandLine.ts';
import { readingOf } from './core/organisation.ts';
import { policyOf } from './core/policyKeeper.ts';
import { reportOf } from './core/policyReport.ts';
import { systemLanguages } from './locale.ts';
import { openDevicePolicies } from './policies.ts';
import { policyReportText } from './policyReportText.ts';

const COMMAND = 'policy';
const FINE = 0;
const MALFORMED = 1;
const BAD_ARGUMENTS = 2;

/** What Candor itself, Electron and Chromium understand beside this command. */
const understood = /^--(json|no-sandbox|(policy-file|user-data-dir|lang)=.*)$/;

/**
 * The arguments of `candor policy`, where that is what was asked for.
 * @param hasPath whether the first argument is the application's folder, as in `electron . policy`.
 */
export function policyArguments(
  argv: readonly string[],
  hasPath: boolean | undefined,
): readonly string[] | undefined {
  const words = argv.slice(1).filter((arg) => !arg.startsWith('-'));
  if (words[hasPath ? 1 : 0] !== COMMAND) return undefined;
  return argv.slice(argv.indexOf(COMMAND) + 1);
}

/** Ends only when all is written: a pipe takes it in its own time. */
function end(stream: NodeJS.WriteStream, text: string, code: number): void {
  stream.write(text, () => {
    app.exit(code);
  });
}

/** Prints what policy holds, from every source, and ends; no window is opened, nothing sent or changed. */
export async function runPolicyCommand(args: readonly string[]): Promise<void> {
  const { t } = createTexts(resolveLanguage('system', systemLanguages()));
  const commandLine = parseCommandLine(process.argv, process.env);
  const wrong = args.find((arg) => !understood.test(arg));
  if (wrong !== undefined || !commandLine.ok) {
    const about = wrong === undefined ? '' : `${t('policyCommand.unknown', { argument: wrong })}\n`;
    end(process.stderr, `${about}${t('policyCommand.usage')}\n`, BAD_ARGUMENTS);
    return;
  }
  const { policyFiles, telemetryUrl, pool } = commandLine.value;
  const folder = app.getPath('userData');
  const organisation = readingOf(peekOrganisationWord(folder, Date.now()));
  const onDevice = policyOf(await openDevicePolicies(policyFiles));
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
  end(process.stdout, text, report.malformed ? MALFORMED : FINE);
}
