import { certificateChecks, diskCheck, isNearly, type HealthCheck } from '../shared/health.ts';
import type { ServerCertificate } from '../shared/listening/renewal.ts';
import type { Alerts } from './alerts/alerts.ts';
import type { DumpQuotas } from './crashes/dumpQuotas.ts';
import type { Insights } from './insights/insights.ts';
import type { Limits } from './limits.ts';
import type { RecordQuotas } from './store/recordQuotas.ts';

/** What may be degraded at the telemetry service while it takes records; whether it can write is asked apart. */
export function createHealthChecks(ports: {
  readonly dataFolder: string;
  readonly certificate: () => ServerCertificate | null;
  readonly quotas: Pick<DumpQuotas, 'kept'>;
  readonly recordQuotas: Pick<RecordQuotas, 'used'>;
  readonly insights: Pick<Insights, 'migration'>;
  readonly alerts: Pick<Alerts, 'list'>;
  readonly limits: Pick<Limits, 'recordBytesKept' | 'recordBytesPerDay' | 'dumpsKept'>;
}): readonly HealthCheck[] {
  const { quotas, recordQuotas, limits } = ports;
  return [
    ...certificateChecks(ports.certificate),
    diskCheck(ports.dataFolder),
    {
      what: 'records_kept',
      look: () =>
        isNearly(recordQuotas.used().kept, limits.recordBytesKept)
          ? 'the room for records is nearly used up: raise --record-mib-kept, or keep them for fewer days'
          : undefined,
    },
    {
      what: 'records_today',
      look: () =>
        isNearly(recordQuotas.used().day, limits.recordBytesPerDay)
          ? 'the day’s room for records is nearly used up, clients will send theirs tomorrow: raise --record-mib-per-day'
          : undefined,
    },
    {
      what: 'dumps_kept',
      look: () => {
        const { dumps, bytes } = quotas.kept();
        return isNearly(dumps, limits.dumpsKept.dumps) || isNearly(bytes, limits.dumpsKept.bytes)
          ? 'the room for memory dumps is nearly used up: raise --dumps-kept or --dump-mib-kept'
          : undefined;
      },
    },
    {
      what: 'insights',
      look: () =>
        ports.insights.migration.isDone()
          ? undefined
          : 'the insights are being made of the records, and answer once that is done; nothing has to be done',
    },
    {
      what: 'alerts',
      look: () =>
        ports.alerts.list(false).some(({ undelivered }) => undelivered !== null)
          ? 'messages of alerts could not be delivered: the insights’ page Alerts says which, and why'
          : undefined,
    },
  ];
}
