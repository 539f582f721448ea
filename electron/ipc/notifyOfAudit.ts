import type { Audit } from '../core/audit/audit.ts';
import { notify } from './serveCalls.ts';

/** Milliseconds: so often at most, however much is recorded. */
const PAUSE_MS = 200;

/**
 * Tells the windows that records or the ledger have changed, and refreshes them when an erasure was requested or
 * confirmed.
 */
export function notifyOfAudit(audit: Audit, refresh: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  let erasures = audit.erasures();
  audit.onChange(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      notify('auditChanged', undefined);
    }, PAUSE_MS).unref();
    if (audit.erasures() === erasures) return;
    erasures = audit.erasures();
    refresh();
  });
}
