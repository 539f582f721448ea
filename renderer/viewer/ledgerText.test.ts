import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../../contract/ledger.ts';
import { policyCatalogue } from '../../contract/policyCatalogue.ts';
import { createTexts } from '../../contract/text/index.ts';
import { ledgerText } from './ledgerText.ts';

const decisions = { census: true, usage: false, error: false };
const policy: LedgerEvent = {
  kind: 'policy',
  decisions,
  sources: [
    {
      source: 'machine',
      location: '/etc/candor/policy.json',
      state: 'read',
      values: { DisableAutomaticSendTracing: true, RetentionDays: 30 },
    },
  ],
};
const choice: LedgerEvent = {
  kind: 'choice',
  errorReports: true,
  wording: 1,
  since: null,
  decisions,
};

describe.each(['en', 'fr'] as const)('what the ledger says, in %s', (language) => {
  const { t } = createTexts(language);

  it('tells a policy by its name for people and by its key, and not as JSON', () => {
    const told = ledgerText(t, language, policy);
    for (const key of ['DisableAutomaticSendTracing', 'RetentionDays'] as const) {
      expect(told).toContain(policyCatalogue[key].label[language]);
      expect(told).toContain(key);
    }
    expect(told).not.toMatch(/[{}"]|true/);
  });

  it('tells of a choice without the number of a wording, which means nothing to a person', () => {
    expect(ledgerText(t, language, choice)).not.toMatch(/[0-9]/);
  });
});
