import type { TFunction } from 'i18next';
import type { Decision } from '../../contract/consent.ts';
import type { PolicyReading } from '../../contract/policy.ts';
import { policyProblem } from '../../contract/policyProblem.ts';
import type { EffectivePolicy, IgnoredPolicy, PolicyReport } from '../core/consent/policyReport.ts';

/** Aligns the cells of all rows in columns. */
function table(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(width(column))).join('   ')}`.trimEnd(),
  );
}

function sourceLines(
  reading: PolicyReading,
  ignored: readonly IgnoredPolicy[],
  t: TFunction,
): string[] {
  const { source, location, state } = reading;
  const name = t(`decision.source.${source}`);
  const line = (what: string) =>
    location === ''
      ? `  ${t('policyCommand.sourceNowhere', { name, what })}`
      : `  ${t('policyCommand.source', { name, location, what })}`;
  if (state === 'absent') return [line(t('policyCommand.absent'))];
  const since = t('policyCommand.since', { since: reading.since });
  if (state === 'unreadable' || state === 'unsettled') {
    const problem = policyProblem(t, reading.problem);
    return [line(`${t('policyCommand.unreadable', { problem })} ${since}`)];
  }
  const values = Object.entries(reading.values).filter(([, value]) => value !== undefined);
  return [
    line(`${t('policyCommand.read')} ${since}`),
    ...values.map(([key, value]) => `    ${key} = ${JSON.stringify(value)}`),
    ...ignored
      .filter((one) => one.source === source && one.location === location)
      .map(({ key }) => `    ${t('policyCommand.ignored', { key })}`),
    ...reading.unknown.map((key) => `    ${t('policyCommand.unknownKey', { key })}`),
  ];
}

function effectiveRow({ key, value, source, location }: EffectivePolicy, t: TFunction): string[] {
  if (value === null || source === null) return [key, t('policyCommand.notSet'), ''];
  return [key, JSON.stringify(value), `${t(`decision.source.${source}`)} (${location ?? ''})`];
}

/** What `candor policy` prints for a person. */
export function policyReportText(report: PolicyReport, t: TFunction): string {
  const yesOrNo = ({ allowed }: Decision) => t(allowed ? 'policyCommand.yes' : 'policyCommand.no');
  const sources = report.sources.flatMap((reading) => sourceLines(reading, report.ignored, t));
  return [
    t('policyCommand.title', { version: report.version }),
    '',
    t('policyCommand.sources'),
    ...(sources.length > 0 ? sources : [`  ${t('policyCommand.noSource')}`]),
    '',
    t('policyCommand.effective'),
    ...table(report.effective.map((policy) => effectiveRow(policy, t))),
    '',
    t('policyCommand.decisions'),
    ...table([
      ['', t('policyCommand.off'), t('policyCommand.on'), t('policyCommand.now')],
      ...report.decisions.map(({ category, off, on, now }) => [
        t(`category.${category}.name`),
        yesOrNo(off),
        yesOrNo(on),
        yesOrNo(now),
      ]),
    ]),
    '',
    report.telemetryUrl === null
      ? t('main.noDestination')
      : t('main.destination', { url: report.telemetryUrl }),
    report.poolUrl === null
      ? t('policyCommand.noPool')
      : t('policyCommand.pool', { url: report.poolUrl }),
    ...(report.malformed ? [t('policyCommand.malformed')] : []),
    ...(report.ignored.length > 0 ? [t('policyCommand.someIgnored')] : []),
    '',
  ].join('\n');
}
