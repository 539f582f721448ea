import { describe, expect, it } from 'vitest';
import { exceptionLimits } from '../../contract/exceptionLimits.ts';
import type { ExceptionReport } from '../../contract/ipc.ts';
import { createExceptionReporter, type Fault } from './reportExceptions.ts';

function reporter(send: () => Promise<void> = () => Promise.resolve()) {
  const sent: ExceptionReport[] = [];
  const { report, reportFault } = createExceptionReporter((exception) => {
    sent.push(exception);
    return send();
  });
  return { sent, report, reportFault };
}

const fault = (over: Partial<Fault>): Fault => ({
  error: null,
  message: '',
  filename: 'app://candor/main.js',
  lineno: 3,
  colno: 14,
  ...over,
});

describe('reporting exceptions', () => {
  it('sends the name, the message and the stack', () => {
    const { sent, report } = reporter();
    const error = new TypeError('no such state');
    report(error);
    expect(sent).toEqual([
      { name: 'TypeError', message: 'no such state', stack: error.stack ?? '' },
    ]);
  });

  it('tells one error object once, whichever way it came', () => {
    const { sent, report, reportFault } = reporter();
    const error = new Error('twice');
    reportFault(fault({ error, message: 'Uncaught Error: twice' }));
    report(error);
    report(error);
    expect(sent).toHaveLength(1);
  });

  it('tells two errors of the same message both, so that they can be counted', () => {
    const { sent, report } = reporter();
    report(new Error('again'));
    report(new Error('again'));
    expect(sent).toHaveLength(2);
  });

  it('leaves out the lines that are more than the main process takes, and no part of a line', () => {
    const { sent, report } = reporter();
    const line = 'at sip:eve.marble@contoso.com';
    const error = new Error(`first\n${`${line}\n`.repeat(9_000)}`);
    Object.assign(error, { name: 'n'.repeat(90_000), stack: error.message });
    report(error);
    const [{ name, message, stack } = { name: '', message: '', stack: '' }] = sent;
    expect(name).toBe('<cut>');
    for (const [text, longest] of [
      [message, exceptionLimits.message],
      [stack, exceptionLimits.stack],
    ] as const) {
      expect(text.length).toBeLessThanOrEqual(longest);
      expect(text.length).toBeGreaterThan(longest - 100);
      const [, ...lines] = text.split('\n');
      expect(new Set(lines)).toEqual(new Set([line, '<cut>']));
    }
  });

  it('reports what is thrown without being an Error', () => {
    const { sent, report } = reporter();
    report('a mere string');
    report(undefined);
    expect(sent).toEqual([
      { name: 'Thrown string', message: 'a mere string', stack: '' },
      { name: 'Thrown undefined', message: 'undefined', stack: '' },
    ]);
  });

  it('survives an error that throws when it is read', () => {
    const { sent, report } = reporter();
    const error = new Error('hidden');
    Object.defineProperty(error, 'message', {
      get: () => {
        throw new Error('no');
      },
    });
    report(error);
    expect(sent[0]?.name).toBe('Thrown object');
  });

  it('survives an error whose parts are not texts', () => {
    const { sent, report } = reporter();
    report(Object.assign(new Error('odd'), { name: 7, stack: { deep: true } }));
    expect(sent).toEqual([{ name: '7', message: 'odd', stack: '[object Object]' }]);
  });

  it('says where an error without an object happened', () => {
    const { sent, reportFault } = reporter();
    reportFault(fault({ message: 'Uncaught' }));
    expect(sent[0]?.stack).toBe('at app://candor/main.js:3:14');
  });

  it('leaves out Chromium’s notice of a late layout, but no error of that name', () => {
    const { sent, reportFault } = reporter();
    const message = 'ResizeObserver loop completed with undelivered notifications.';
    reportFault(fault({ message }));
    expect(sent).toHaveLength(0);
    reportFault(fault({ message, error: new Error(message) }));
    expect(sent).toHaveLength(1);
  });

  it('keeps quiet when a report can’t be delivered', async () => {
    const { sent, report } = reporter(() => Promise.reject(new Error('no main process')));
    report(new Error('lost'));
    await Promise.resolve();
    expect(sent).toHaveLength(1);
  });
});
