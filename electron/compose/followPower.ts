import { powerMonitor } from 'electron';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import { notify } from '../ipc/serveCalls.ts';

/**
 * What a device that sleeps would lose is kept before it does, and connections are looked after once it wakes.
 * @param openPool opens the way to the pool, which may be another one where the device wakes.
 */
export function followPower({ save }: CandorTelemetry, openPool: () => Promise<void>): void {
  powerMonitor.on('suspend', save);
  powerMonitor.on('resume', () => {
    void openPool().then(() => {
      notify('networkReturned', undefined);
    });
  });
}
