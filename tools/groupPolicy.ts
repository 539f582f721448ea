import {
  policyEntries,
  type PolicyEntry,
  type PolicyKey,
  type PolicyType,
} from '../contract/policyCatalogue.ts';
import type { Language } from '../contract/text/index.ts';
import { headings, meaning, xml } from './policyMeaning.ts';

/** The languages of the ADML files, by their names in a central store. */
export const admlLanguages = { 'en-US': 'en', 'fr-FR': 'fr' } as const;

const REGISTRY_KEY = 'Software\\Policies\\Candor';

/** What Windows writes and deletes; a policy that is not enabled leaves no value behind that could hide another one. */
function admxBody(key: PolicyKey, type: PolicyType): readonly string[] {
  switch (type.kind) {
    case 'flag':
      return [
        '      <enabledValue><decimal value="1" /></enabledValue>',
        '      <disabledValue><delete /></disabledValue>',
      ];
    case 'choice':
      return [
        '      <elements>',
        `        <enum id="${key}Element" valueName="${key}" required="true">`,
        ...type.values.map(
          (value) =>
            `          <item displayName="$(string.${key}_${value})"><value><string>${value}</string></value></item>`,
        ),
        '        </enum>',
        '      </elements>',
      ];
    case 'address':
      return [
        '      <elements>',
        `        <text id="${key}Element" valueName="${key}" required="true" />`,
        '      </elements>',
      ];
    case 'days':
      return [
        '      <elements>',
        `        <longDecimal id="${key}Element" valueName="${key}" required="true" minValue="${type.least}" maxValue="${type.most}" />`,
        '      </elements>',
      ];
  }
}

function admxPolicy([key, { type }]: readonly [PolicyKey, PolicyEntry]): readonly string[] {
  const value = type.kind === 'flag' ? ` valueName="${key}"` : '';
  const presentation = type.kind === 'flag' ? '' : ` presentation="$(presentation.${key})"`;
  return [
    `    <policy name="${key}" class="Both" displayName="$(string.${key})" explainText="$(string.${key}_Explain)"${presentation} key="${REGISTRY_KEY}"${value}>`,
    '      <parentCategory ref="Candor" />',
    '      <supportedOn ref="SUPPORTED_Candor" />',
    ...admxBody(key, type),
    '    </policy>',
  ];
}

/** The text of assets/policy/Candor.admx. */
export function admx(): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<!-- Generated from contract/policyCatalogue.ts. -->',
    '<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">',
    '  <policyNamespaces>',
    '    <target prefix="candor" namespace="Candor.Policies" />',
    '  </policyNamespaces>',
    '  <resources minRequiredRevision="1.0" />',
    '  <supportedOn>',
    '    <definitions>',
    '      <definition name="SUPPORTED_Candor" displayName="$(string.SUPPORTED_Candor)" />',
    '    </definitions>',
    '  </supportedOn>',
    '  <categories>',
    '    <category name="Candor" displayName="$(string.Candor)" />',
    '  </categories>',
    '  <policies>',
    ...policyEntries.flatMap(admxPolicy),
    '  </policies>',
    '</policyDefinitions>',
    '',
  ].join('\n');
}

function admlStrings(
  [key, entry]: readonly [PolicyKey, PolicyEntry],
  language: Language,
): readonly string[] {
  const explain = [entry.explain[language], '', ...meaning(entry, language)].join('\n');
  const choices = entry.type.kind === 'choice' ? entry.type.values : [];
  return [
    `      <string id="${key}">${xml(entry.label[language])}</string>`,
    `      <string id="${key}_Explain">${xml(explain)}</string>`,
    ...choices.map((value) => `      <string id="${key}_${value}">${xml(value)}</string>`),
  ];
}

function admlPresentation(
  [key, { type, label, example }]: readonly [PolicyKey, PolicyEntry],
  language: Language,
): readonly string[] {
  const text = xml(label[language]);
  const control = {
    flag: '',
    choice: `        <dropdownList refId="${key}Element" noSort="true">${text}</dropdownList>`,
    address: `        <textBox refId="${key}Element"><label>${text}</label></textBox>`,
    days: `        <longDecimalTextBox refId="${key}Element" defaultValue="${String(example)}">${text}</longDecimalTextBox>`,
  }[type.kind];
  return control === ''
    ? []
    : [`      <presentation id="${key}">`, control, '      </presentation>'];
}

/** The text of assets/policy/<language>/Candor.adml. */
export function adml(language: Language): string {
  const { title, supported } = headings[language];
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<!-- Generated from contract/policyCatalogue.ts. -->',
    '<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">',
    `  <displayName>${title}</displayName>`,
    `  <description>${title}</description>`,
    '  <resources>',
    '    <stringTable>',
    '      <string id="Candor">Candor</string>',
    `      <string id="SUPPORTED_Candor">${supported}</string>`,
    ...policyEntries.flatMap((entry) => admlStrings(entry, language)),
    '    </stringTable>',
    '    <presentationTable>',
    ...policyEntries.flatMap((entry) => admlPresentation(entry, language)),
    '    </presentationTable>',
    '  </resources>',
    '</policyDefinitionResources>',
    '',
  ].join('\n');
}
