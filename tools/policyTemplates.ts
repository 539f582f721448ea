import { policyEntries, type PolicyEntry } from '../contract/policyCatalogue.ts';
import type { Language } from '../contract/text/index.ts';
import { headings, inForce, meaning, xml } from './policyMeaning.ts';

const MAC_DOMAIN = 'com.candor.desktop';

function plistValue(value: PolicyEntry['example']): string {
  if (typeof value === 'boolean') return value ? '<true/>' : '<false/>';
  return typeof value === 'number'
    ? `<integer>${value}</integer>`
    : `<string>${xml(value)}</string>`;
}

/** Generated once and never changed, so that a new version of the profile replaces the previous one. */
const PROFILE_ID = '6B0C8B0E-2F6E-4C0B-9D2B-4F1C0B7B6A01';
const PAYLOAD_ID = '2F8B6B52-8F0B-4E43-8B43-0A3C7D1E5A02';

/** A profile for macOS: the policies that refuse are set, all others are in comments in this language. */
export function mobileconfig(language: Language): string {
  const { generated, takeMarksAway } = headings[language];
  const settings = policyEntries.flatMap(([key, { example, explain }]) => {
    const line = `      <key>${key}</key>${plistValue(example)}`;
    const isInForce = inForce.includes(key);
    return [
      `      <!-- ${xml(explain[language]).replaceAll('--', '—')} -->`,
      isInForce ? line : `      <!--${line.trimStart()}-->`,
    ];
  });
  const payload = (id: string, type: string, identifier: string, indent: string) =>
    [
      `<key>PayloadType</key><string>${type}</string>`,
      '<key>PayloadVersion</key><integer>1</integer>',
      `<key>PayloadIdentifier</key><string>${identifier}</string>`,
      `<key>PayloadUUID</key><string>${id}</string>`,
      '<key>PayloadDisplayName</key><string>Candor</string>',
    ].map((line) => indent + line);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    `<!-- ${generated} ${takeMarksAway} -->`,
    '<plist version="1.0">',
    '<dict>',
    ...payload(PROFILE_ID, 'Configuration', 'com.candor.desktop.policy', '  '),
    '  <key>PayloadScope</key><string>System</string>',
    '  <key>PayloadContent</key>',
    '  <array>',
    '    <dict>',
    ...payload(PAYLOAD_ID, MAC_DOMAIN, 'com.candor.desktop.policy.settings', '      '),
    ...settings,
    '    </dict>',
    '  </array>',
    '</dict>',
    '</plist>',
    '',
  ].join('\n');
}

/** A policy file: the policies that refuse are set, all others are in comments in this language. */
export function policyJson(language: Language): string {
  const { generated, goesTo } = headings[language];
  const entries = policyEntries.map(([key, entry]) => {
    const comments = [entry.explain[language], ...meaning(entry, language)].map(
      (line) => `  // ${line}`,
    );
    const isInForce = inForce.includes(key);
    return [
      ...comments,
      `  ${isInForce ? '' : '// '}"${key}": ${JSON.stringify(entry.example)}${isInForce ? '' : ','}`,
    ];
  });
  const [refusing, ...others] = entries;
  return [
    `// ${goesTo}`,
    `// ${generated}`,
    '{',
    ...others.flatMap((lines) => [...lines, '']),
    ...(refusing ?? []),
    '}',
    '',
  ].join('\n');
}
