import type { Fault } from '../core/faults.ts';

function asFault(thrown: unknown): Fault {
  const processType = 'main';
  if (!(thrown instanceof Error))
    return { processType, name: typeof thrown, message: String(thrown), stack: '' };
  const { name, message, stack = '' } = thrown;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? { code: thrown.code } : {};
  return { processType, name, message, stack, ...code };
}

/** Hands on what nothing in the main process caught; the client goes on. */
export function catchExceptions(report: (fault: Fault) => void): void {
  process.on('uncaughtException', (error) => {
    report(asFault(error));
  });
  process.on('unhandledRejection', (reason) => {
    report(asFault(reason));
  });
}
