import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { catalogue } from './catalogue.ts';
import { decide, fieldsNotAgreed, noPolicy, saysYes, type Choice } from './consent.ts';
import { consentText } from './consentText.ts';
import type { ConsentText } from './schema.ts';

const since = '2026-11-22T08:00:00.000Z';
const later: ConsentText = { version: 2, fields: [...consentText.fields, 'screenSize'] };
const yes: Choice = { errorReports: true, since, agreed: consentText };

describe('the wording of the consent', () => {
  it('covers every datum of the error category, and no other', () => {
    expect(consentText.fields.toSorted()).toEqual(Object.keys(catalogue.error).toSorted());
  });
});

/**
 * SHA-256 of the sorted fields of each wording. What was released never changes here: whoever changes the fields
 * raises the wording's version and adds a line.
 */
const pinned: Readonly<Record<number, string>> = {
  1: '98d9298a96ad3ed945d1c76e8e1e9ab6c4c4e82198f7d9791cb110c5e3c35a9e',
};

describe('a wording’s version', () => {
  it('stands for the very same fields for ever', () => {
    const fields = consentText.fields.toSorted().join();
    const digest = createHash('sha256').update(fields).digest('hex');
    expect(pinned[consentText.version], `add it for version ${consentText.version}`).toBe(digest);
    expect(Math.max(...Object.keys(pinned).map(Number))).toBe(consentText.version);
  });
});

describe('a yes to error reports', () => {
  it('holds as long as nothing is added', () => {
    expect(decide('error', 'desktop', yes, noPolicy, consentText).allowed).toBe(true);
    expect(saysYes(yes, consentText)).toBe(true);
  });

  it('is suspended by a later release that adds a datum, which is named', () => {
    expect(decide('error', 'desktop', yes, noPolicy, later)).toEqual({
      allowed: false,
      because: { source: 'choice', key: 'consentVersion', value: 'suspended', since },
    });
    expect(fieldsNotAgreed(yes, later)).toEqual(['screenSize']);
    expect(decide('usage', 'desktop', yes, noPolicy, later).allowed).toBe(true);
  });

  it('holds again once it was said to the new wording', () => {
    const again = { ...yes, agreed: later };
    expect(decide('error', 'desktop', again, noPolicy, later).allowed).toBe(true);
  });

  it('covers nothing where no wording is known, and a no needs none', () => {
    const bare = { errorReports: true, since };
    expect(decide('error', 'desktop', bare, noPolicy, consentText).because.value).toBe('suspended');
    expect(fieldsNotAgreed({ errorReports: false, since }, later)).toEqual([]);
  });

  it('outlives a datum that a later release takes away', () => {
    const fewer = { version: 2, fields: consentText.fields.slice(1) };
    expect(decide('error', 'desktop', yes, noPolicy, fewer).allowed).toBe(true);
  });
});
