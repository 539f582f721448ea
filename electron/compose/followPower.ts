import { powerMonitor } from 'electron';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import { notify } from '../ipc/serveCalls.ts';

/**
 * Saves what a sleeping device could lose before it sleeps, and checks connections once it wakes.
 * @param openPool opens the way to the pool, which may be another one at the place where the device wakes.
 */
export function followPower({ save }: CandorTelemetry, openPool: () => Promise<void>): void {
  powerMonitor.on('suspend', save);
  powerMonitor.on('resume', () => {
    void openPool().then(() => {
      notify('networkReturned', undefined);
    });
  });
}
