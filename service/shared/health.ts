import { statfsSync } from 'node:fs';
import { Gauge, type Registry } from 'prom-client';
import { SOON_MS, type ServerCertificate } from './listening/renewal.ts';

/** Looks whether something works less well than it should, although the server goes on. */
export interface HealthCheck {
  /** Its name in `/healthz`, and the label of `candor_degraded`. */
  readonly what: string;
  /** What is wrong and what to do, in a sentence; undefined if nothing is. */
  readonly look: () => string | undefined;
}

/** The body of a `/healthz` that answers 200. */
export type Health =
  | { readonly status: 'ok' }
  | {
      readonly status: 'degraded';
      readonly degraded: readonly { readonly what: string; readonly why: string }[];
    };

/** The share of a bound beyond which it is said to be nearly reached. */
const NEARLY = 0.9;
const LEAST_FREE_BYTES = 1024 ** 3;

export const isNearly = (used: number, most: number): boolean => used >= most * NEARLY;

export function healthOf(checks: readonly HealthCheck[]): Health {
  const degraded = checks.flatMap(({ what, look }) => {
    const why = look();
    return why === undefined ? [] : [{ what, why }];
  });
  return degraded.length === 0 ? { status: 'ok' } : { status: 'degraded', degraded };
}

/** Whether the disk of a server's data folder has little room left. */
export const diskCheck = (dataFolder: string): HealthCheck => ({
  what: 'disk',
  look: () => {
    const { bavail, bsize } = statfsSync(dataFolder);
    return bavail * bsize < LEAST_FREE_BYTES
      ? 'less than 1 GiB is free where the data folder is: make room, or lower what is kept'
      : undefined;
  },
});

/** @param used the certificate that the server uses now; null if it speaks plain HTTP. */
export const certificateChecks = (used: () => ServerCertificate | null): HealthCheck[] => [
  {
    what: 'certificate',
    look: () => {
      const now = used();
      if (!now) return undefined;
      const day = now.until.toISOString().slice(0, 10);
      return now.until.getTime() - Date.now() < SOON_MS
        ? `the certificate expires on ${day}: renew it, and the server takes it without a restart`
        : undefined;
    },
  },
  {
    what: 'certificate_refused',
    look: () =>
      used()?.isRenewalRefused === true
        ? 'the certificate that the files hold now can’t be used, so the one before is: the log says why'
        : undefined,
  },
];

/** Tells what is degraded, and when the certificate expires, to Prometheus. */
export function addHealth(
  registry: Registry,
  checks: readonly HealthCheck[],
  certificate: () => ServerCertificate | null,
): void {
  new Gauge({
    name: 'candor_degraded',
    help: '1 for what works less well than it should, which /healthz explains; else 0.',
    labelNames: ['what'],
    registers: [registry],
    collect() {
      for (const { what, look } of checks) this.set({ what }, look() === undefined ? 0 : 1);
    },
  });
  new Gauge({
    name: 'candor_certificate_expiry_timestamp_seconds',
    help: 'When the certificate in use expires; 0 without one.',
    registers: [registry],
    collect() {
      this.set((certificate()?.until.getTime() ?? 0) / 1000);
    },
  });
}
