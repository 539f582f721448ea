import { describe, expect, it } from 'vitest';
import { dumpsByWindows, type ErrorReportingKey } from './windowsErrorReporting.ts';

describe('memory dumps under Windows Error Reporting', () => {
  it.each<[string, ErrorReportingKey[], string]>([
    ['nothing is set, so that Windows asks', [{}, {}, {}, {}], 'ask'],
    ['all data is sent without asking', [{ defaultConsent: 4 }], 'always'],
    ['always ask', [{ defaultConsent: 1 }], 'ask'],
    ['parameters alone are sent without asking', [{ defaultConsent: 2 }], 'ask'],
    ['parameters and safe data are sent without asking', [{ defaultConsent: 3 }], 'ask'],
    ['it is off', [{ disabled: 1, defaultConsent: 4 }], 'never'],
    ['it is on, in so many words', [{ disabled: 0, defaultConsent: 4 }], 'always'],
    ['no additional data', [{ dontSendAdditionalData: 1, defaultConsent: 4 }], 'never'],
    ['one key allows and another asks', [{ defaultConsent: 4 }, { defaultConsent: 1 }], 'ask'],
    ['one key allows and another turns it off', [{ defaultConsent: 4 }, { disabled: 1 }], 'never'],
    ['a consent that there is not', [{ defaultConsent: 5 }], 'never'],
    ['consent 0, which some policies use for never', [{ defaultConsent: 0 }], 'never'],
    ['a flag that is none', [{ disabled: 7, defaultConsent: 4 }], 'never'],
  ])('%s', (_what, keys, expected) => {
    expect(dumpsByWindows(keys)).toBe(expected);
  });

  it('what can’t be read refuses', () => {
    expect(dumpsByWindows(undefined)).toBe('never');
  });
});
