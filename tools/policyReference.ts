import {
  policyEntries,
  type PolicyEntry,
  type PolicyKey,
  type PolicyType,
} from '../contract/policyCatalogue.ts';

function valuesOf(type: PolicyType): string {
  switch (type.kind) {
    case 'flag':
      return '`true`, `false`, `1` or `0`';
    case 'choice':
      return type.values.map((value) => `\`"${value}"\``).join(', ');
    case 'address':
      return `an address: ${type.schemes.map((scheme) => `\`${scheme}\``).join(', ')} (in plain text only to the device itself)`;
    case 'days':
      return `a whole number from ${type.least} to ${type.most}`;
  }
}

const registryTypes: Readonly<Record<PolicyType['kind'], string>> = {
  flag: '`REG_DWORD`, 1 or 0',
  choice: '`REG_SZ`',
  address: '`REG_SZ`',
  days: '`REG_QWORD`',
};
const plistTypes: Readonly<Record<PolicyType['kind'], string>> = {
  flag: '`<true/>` or `<false/>`',
  choice: '`<string>`',
  address: '`<string>`',
  days: '`<integer>`',
};

function section([key, entry]: readonly [PolicyKey, PolicyEntry]): readonly string[] {
  const rows = [
    ['Values', valuesOf(entry.type)],
    ['In the registry', registryTypes[entry.type.kind]],
    ['In a profile', plistTypes[entry.type.kind]],
    ['Example', `\`{"${key}": ${JSON.stringify(entry.example)}}\``],
    ['If it is not set', entry.unset.en],
    ['If sources disagree', entry.disagreement.en],
    ['Census data', entry.census.en],
    ['Usage data', entry.usage.en],
    ['Error reports', entry.errors.en],
    ['Since', entry.since],
  ];
  return [
    `## ${key}`,
    '',
    `_${entry.label.en}._ ${entry.explain.en}`,
    '',
    '| | |',
    '| --- | --- |',
    ...rows.map(([name = '', text = '']) => `| ${name} | ${text} |`),
    '',
  ];
}

/** The text of docs/policy-reference.md. */
export function policyReference(): string {
  return [
    '# Policy reference',
    '',
    'Every policy that Candor understands. Generated from `contract/policyCatalogue.ts` by `npm run docs`, as are the templates in `assets/policy/`; a test holds them together. How to set them is in the [administrators’ guide](administrators-guide.md).',
    '',
    ...policyEntries.flatMap(section),
  ].join('\n');
}
