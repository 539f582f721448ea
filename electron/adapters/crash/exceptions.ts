import type { Fault } from '../../core/records/faults.ts';

const processType = 'main';

/** Anything can be thrown, and an error's own properties can be anything, or throw when they are read. */
export function asFault(thrown: unknown): Fault {
  try {
    if (!(thrown instanceof Error))
      return { processType, name: typeof thrown, message: String(thrown), stack: '' };
    const { name, message, stack } = thrown;
    const code = 'code' in thrown && typeof thrown.code === 'string' ? { code: thrown.code } : {};
    return { processType, name: text(name), message: text(message), stack: text(stack), ...code };
  } catch {
    return { processType, name: typeof thrown, message: 'it could not be read', stack: '' };
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Reports uncaught exceptions of the main process, which then goes on. */
export function catchExceptions(report: (fault: Fault) => void): void {
  process.on('uncaughtException', (error) => {
    report(asFault(error));
  });
  process.on('unhandledRejection', (reason) => {
    report(asFault(reason));
  });
}
