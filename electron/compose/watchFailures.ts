import type { WebContents } from 'electron';
import { catchExceptions } from '../adapters/crash/exceptions.ts';
import { watchChildProcesses } from '../adapters/crash/incidents/childProcessGone.ts';
import { watchLoads } from '../adapters/crash/incidents/failedLoad.ts';
import { watchPreloads } from '../adapters/crash/incidents/failedPreload.ts';
import { watchRenderers } from '../adapters/crash/incidents/rendererGone.ts';
import { watchHangs } from '../adapters/crash/incidents/unresponsive.ts';
import type { Incident } from '../core/crash/crashRecord.ts';
import type { Fault } from '../core/records/faults.ts';
import type { LogFile } from '../adapters/log/log.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';

/**
 * Reports everything that can go wrong.
 * @param isMeetingWindow whether these contents are the meeting's, which may be a guest's.
 * @returns what the windows report their exceptions to.
 */
export function watchFailures(
  telemetry: CandorTelemetry,
  log: LogFile,
  isMeetingWindow: (contents: WebContents) => boolean,
): (fault: Fault, contents?: WebContents) => void {
  const isMeeting = (contents: WebContents | undefined) =>
    contents !== undefined && isMeetingWindow(contents);
  const reportException = (fault: Fault, contents?: WebContents) => {
    log.warn(`${fault.processType}: ${fault.name}: ${fault.message}`);
    (isMeeting(contents) ? telemetry.meeting : telemetry).reportException(fault);
  };
  catchExceptions(reportException);
  watchPreloads(reportException);
  watchLoads(reportException);
  const reportIncident = (incident: Incident, contents?: WebContents) => {
    const { processType, crashReason, exitCode } = incident;
    log.warn(
      `${processType}: ${incident.incident} (${crashReason ?? 'no reason'}, ${exitCode ?? 'no code'})`,
    );
    if (isMeeting(contents)) telemetry.meeting.reportIncident(incident);
    else telemetry.crashes.report(incident);
  };
  watchRenderers(reportIncident);
  watchChildProcesses(reportIncident);
  watchHangs(reportIncident, log);
  return reportException;
}
