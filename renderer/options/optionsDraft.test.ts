import { describe, expect, it } from 'vitest';
import type { Lock } from '../../contract/lock.ts';
import { defaultOptions } from '../../contract/options.ts';
import { optionsToSave, shownOptions } from './optionsDraft.ts';

const options = { ...defaultOptions(), errorReports: true, reopenConversations: true };
const open = { errorReports: null, logging: null };
const lock: Lock = {
  source: 'machine',
  key: 'DisableAutomaticSendTracing',
  location: '/etc/candor/policy.json',
  since: '2026-11-22T08:00:00.000Z',
};

describe('what Options shows and saves', () => {
  it('is the saved options while nothing is changed', () => {
    expect(shownOptions({ options, locks: open }, {})).toEqual(options);
    expect(optionsToSave({ options, locks: open }, {})).toEqual(options);
  });

  it('is what the person changed, and the rest as saved', () => {
    const changes = { errorReports: false, language: 'fr', microphone: 'a1b2' } as const;
    const expected = { ...options, ...changes };
    expect(shownOptions({ options, locks: open }, changes)).toEqual(expected);
    expect(optionsToSave({ options, locks: open }, changes)).toEqual(expected);
  });

  it('shows a refused box unticked, and keeps the choice that was made before', () => {
    const seen = { options, locks: { ...open, errorReports: lock } };
    expect(shownOptions(seen, {}).errorReports).toBe(false);
    expect(optionsToSave(seen, {}).errorReports).toBe(true);
  });

  it('saves no choice made in a box that was locked before OK', () => {
    const seen = {
      options: { ...options, errorReports: false },
      locks: { ...open, errorReports: lock },
    };
    expect(shownOptions(seen, { errorReports: true }).errorReports).toBe(false);
    expect(optionsToSave(seen, { errorReports: true }).errorReports).toBe(false);
  });

  it('keeps to the logging level that policy fixed', () => {
    const seen = { options, locks: { ...open, logging: { ...lock, key: 'TracingLevel' } } };
    expect(shownOptions(seen, { logging: 'Full' }).logging).toBe('Light');
    expect(optionsToSave(seen, { logging: 'Full' }).logging).toBe('Light');
  });
});
