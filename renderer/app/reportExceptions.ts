import { exceptionLimits } from '../../contract/exceptionLimits.ts';
import type { ExceptionReport } from '../../contract/ipc.ts';
import { firstLines } from '../../contract/wholeLines.ts';

type Send = (report: ExceptionReport) => Promise<void>;

/** The parts of an ErrorEvent that are used. */
export type Fault = Pick<ErrorEvent, 'error' | 'message' | 'filename' | 'lineno' | 'colno'>;

/** Chromium's notice that a layout took one frame longer: no error object, and nothing to fix. */
const isLayoutNotice = ({ error, message }: Fault): boolean =>
  !(error instanceof Error) && message.startsWith('ResizeObserver loop');

function describe(thrown: unknown): ExceptionReport {
  if (thrown instanceof Error) {
    // Anyone can overwrite an error's properties with something that is not a string.
    const { name, message, stack = '' }: { [K in keyof Error]?: unknown } = thrown;
    return { name: String(name), message: String(message), stack: String(stack) };
  }
  return { name: `Thrown ${typeof thrown}`, message: String(thrown), stack: '' };
}

function readable(thrown: unknown): ExceptionReport {
  try {
    return describe(thrown);
  } catch {
    // A thrown object may itself throw when it is read.
    return { name: 'Thrown object', message: 'it could not be read', stack: '' };
  }
}

/** The main process scrubs it, which requires whole lines. */
const bounded = ({ name, message, stack }: ExceptionReport): ExceptionReport => ({
  name: firstLines(name, exceptionLimits.name),
  message: firstLines(message, exceptionLimits.message),
  stack: firstLines(stack, exceptionLimits.stack),
});

/** Reports uncaught exceptions to the main process, each error object once. */
export function createExceptionReporter(send: Send) {
  const told = new WeakSet();

  const tell = (report: ExceptionReport): void => {
    // A report that can't be delivered must not become an unhandled rejection, which would be reported in turn.
    send(bounded(report)).catch(() => undefined);
  };

  const report = (thrown: unknown): void => {
    if (typeof thrown === 'object' && thrown !== null) {
      if (told.has(thrown)) return;
      told.add(thrown);
    }
    tell(readable(thrown));
  };

  const reportFault = (fault: Fault): void => {
    if (isLayoutNotice(fault)) return;
    const { message, filename, lineno, colno } = fault;
    const error: unknown = fault.error;
    if (error === null || error === undefined)
      tell({ name: 'Error', message, stack: `at ${filename}:${lineno}:${colno}` });
    else report(error);
  };

  return { report, reportFault };
}
