import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { parse } from 'plist';
import { describe, expect, it } from 'vitest';
import { policyCatalogue, policyEntries, policyKeys } from '../contract/policyCatalogue.ts';
import { disagreementOf } from '../contract/policyDisagreement.ts';
import { parsePolicy } from '../contract/policy.ts';
import { parsePolicyText } from '../contract/policyText.ts';
import { admlLanguages } from './groupPolicy.ts';

const folder = join(import.meta.dirname, '../assets/policy');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

const lists = new Set(['policy', 'string', 'presentation', 'item']);
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => lists.has(name),
});

type Node = Readonly<Record<string, unknown>>;
const node = (value: unknown): Node => value as Node;
const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((found, name) => node(found)[name], value);

const admxText = read('Candor.admx');
const admx = parser.parse(admxText) as unknown;
const policies = at(admx, 'policyDefinitions', 'policies', 'policy') as readonly Node[];
const references = (kind: string) =>
  [...admxText.matchAll(new RegExp(`\\$\\(${kind}\\.(\\w+)\\)`, 'g'))].map(([, id = '']) => id);

describe('the Group Policy template', () => {
  it('is well-formed, and in Microsoft’s namespace', () => {
    expect(SyntaxValidator.validate(admxText)).toBe(true);
    expect(at(admx, 'policyDefinitions', 'xmlns')).toBe(
      'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions',
    );
  });

  it('has every policy of the catalogue, for machine and user, under Candor’s own key', () => {
    expect(policies.map(({ name }) => name)).toEqual(policyKeys);
    for (const policy of policies) {
      expect(policy['key']).toBe('Software\\Policies\\Candor');
      expect(policy['class']).toBe('Both');
    }
  });

  it.each(policyEntries)('%s writes a value that Candor takes', (key, { type }) => {
    const policy = policies.find(({ name }) => name === key);
    if (type.kind === 'flag') {
      expect(policy?.['valueName']).toBe(key);
      expect(at(policy, 'enabledValue', 'decimal', 'value')).toBe('1');
      expect(parsePolicy({ [key]: 1 })).toMatchObject({ ok: true, values: { [key]: true } });
      return;
    }
    const element = { choice: 'enum', address: 'text', days: 'longDecimal' }[type.kind];
    expect(at(policy, 'elements', element, 'valueName')).toBe(key);
    if (type.kind === 'choice') {
      const items = at(policy, 'elements', 'enum', 'item') as readonly Node[];
      const written = items.map((item) => at(item, 'value', 'string', '0'));
      expect(written).toEqual(type.values);
    }
    if (type.kind === 'days') {
      expect(at(policy, 'elements', 'longDecimal', 'minValue')).toBe(String(type.least));
      expect(at(policy, 'elements', 'longDecimal', 'maxValue')).toBe(String(type.most));
    }
  });

  it('leaves nothing behind where it is disabled, so that no “allow” of a machine’s hides a user’s refusal', () => {
    const flag = policies.find(({ name }) => name === 'DisableAutomaticSendTracing');
    expect(at(flag, 'disabledValue')).toHaveProperty('delete');
  });

  it.each(Object.keys(admlLanguages))('has every text and every presentation in %s', (language) => {
    const text = read(`${language}/Candor.adml`);
    expect(SyntaxValidator.validate(text)).toBe(true);
    const resources = at(parser.parse(text), 'policyDefinitionResources', 'resources');
    const ids = (table: string, kind: string) =>
      (at(resources, table, kind) as readonly Node[]).map(({ id }) => String(id));
    const strings = ids('stringTable', 'string');
    const presentations = ids('presentationTable', 'presentation');
    expect(new Set(strings).size).toBe(strings.length);
    expect(new Set(strings)).toEqual(new Set(references('string')));
    expect(new Set(presentations)).toEqual(new Set(references('presentation')));
    const refs = [...text.matchAll(/refId="(\w+)"/g)].map(([, id = '']) => id);
    const elements = [...admxText.matchAll(/<(?:enum|text|longDecimal) id="(\w+)"/g)];
    expect(refs).toEqual(elements.map(([, id = '']) => id));
  });
});

const languages = [
  { language: 'en', profile: 'candor.mobileconfig', file: 'policy.json' },
  { language: 'fr', profile: 'candor.fr.mobileconfig', file: 'policy.fr.json' },
] as const;

describe.each(languages)('the profile for macOS in $language', ({ language, profile: name }) => {
  const text = read(name);
  const profile = parse(text) as unknown as Node;
  const [payload] = profile['PayloadContent'] as readonly Node[];

  it('is a profile with Candor’s domain', () => {
    expect(profile['PayloadType']).toBe('Configuration');
    expect(payload?.['PayloadType']).toBe('com.candor.desktop');
    for (const part of [profile, payload]) {
      expect(part?.['PayloadVersion']).toBe(1);
      expect(part?.['PayloadUUID']).toMatch(/^[\dA-F-]{36}$/);
      expect(part?.['PayloadIdentifier']).toMatch(/^com\.candor\.desktop\./);
    }
  });

  it('refuses, sets nothing else, and shows every other policy in a comment', () => {
    const settings = Object.entries(payload ?? {}).filter(([key]) => !key.startsWith('Payload'));
    expect(settings).toEqual([['DisableAutomaticSendTracing', true]]);
    for (const key of policyKeys) expect(text).toContain(`<key>${key}</key>`);
  });

  it('explains each policy in this language', () => {
    for (const [, { explain }] of policyEntries) expect(text).toContain(explain[language]);
  });

  it('says what Candor takes, with every comment taken away', () => {
    const bare = text.replaceAll(/<!--(<key>.*?)-->/g, '$1');
    const [all] = (parse(bare) as unknown as Node)['PayloadContent'] as readonly Node[];
    const set = Object.entries(all ?? {}).filter(([key]) => !key.startsWith('Payload'));
    const parsed = parsePolicy(Object.fromEntries(set));
    expect(parsed).toMatchObject({ ok: true, unknown: [] });
    expect(set.map(([key]) => key)).toEqual(policyKeys);
  });
});

describe.each(languages)('the policy file in $language', ({ language, file }) => {
  const text = read(file);

  it('says in its comments what each policy means, in this language alone', () => {
    const other = language === 'en' ? 'fr' : 'en';
    for (const [, { explain, unset }] of policyEntries)
      for (const said of [explain, unset]) {
        expect(text).toContain(said[language]);
        expect(text).not.toContain(said[other]);
      }
  });

  it('is read by Candor as it is, comments and all, and refuses', () => {
    expect(parsePolicyText(text)).toEqual({
      ok: true,
      values: { DisableAutomaticSendTracing: true },
      unknown: [],
    });
  });

  it('is read by Candor with every policy in force', () => {
    const all = text.replaceAll(/^ {2}\/\/ ("\w+":)/gm, '  $1');
    const examples = policyEntries.map(([key]) => [key, policyCatalogue[key].example]);
    expect(parsePolicyText(all)).toEqual({
      ok: true,
      values: Object.fromEntries(examples) as unknown,
      unknown: [],
    });
  });
});

it.each(['en', 'fr'] as const)('the reference in %s says all of each policy', (language) => {
  const name = { en: 'policy-reference.md', fr: 'policy-reference.fr.md' }[language];
  const text = readFileSync(join(folder, '../../docs', name), 'utf8');
  for (const [key, entry] of policyEntries) {
    expect(text).toContain(`## ${key}\n`);
    const { label, explain, census, usage, errors, unset } = entry;
    for (const said of [label, explain, census, usage, errors, unset])
      expect(text).toContain(said[language]);
    expect(text).toContain(disagreementOf(entry, language));
  }
});
