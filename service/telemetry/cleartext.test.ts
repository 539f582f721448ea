import { expect, test } from 'vitest';
import { createRehash } from './ingest/rehash.ts';

const rehash = createRehash({ id: 'p', secret: Buffer.alloc(32, 1) });

/** What is stored for a text, with § in place of the account's hash. */
function stored(userId: string, errorLog: string): string {
  const { fields } = rehash('error', { userId, errorLog });
  return String(fields['errorLog']).replaceAll(String(fields['userId']), '§');
}

test.each([
  ['the part before the @', 'amosmarble@contoso.com', 'user amosmarble signed in'],
  ['the part before the @ in a path', 'amosmarble@contoso.com', '/home/amosmarble/x'],
  ['the part after a backslash', 'CONTOSO\\amos', 'user Amos signed in'],
  ['JSON’s escape of a letter', 'Zoë', 'user Zo\\u00eb signed in'],
  ['JSON’s escape of an accent alone', 'Zoë', 'user Zoe\\u0308 signed in'],
  ['JSON’s escape of a backslash', 'CONTOSO\\amos', '{"user":"CONTOSO\\\\amos"}'],
  ['JSON within JSON', 'CONTOSO\\amos', '{\\"user\\":\\"CONTOSO\\\\\\\\amos\\"}'],
  ['an escaped line break before it', 'amosmarble@contoso.com', 'left\\namosmarble'],
  ['plus signs for spaces', 'a b c@x.y', 'user=a+b+c%40x.y'],
  ['plus signs of its own', 'a+b+c@x.y', 'a+b+c%40x.y a%2Bb%2Bc%40x.y a+b+c@x.y'],
  ['percent signs for a letter', 'Zoë', 'user=Zo%C3%AB&x=1'],
  ['percent signs twice', 'Zoë', 'user=Zo%25C3%25AB'],
  ['a decimal entity', 'o\u0027neil', '<b>o&#39;neil</b>'],
  ['a hexadecimal entity', 'o\u0027neil', '<b>o&#x27;neil</b>'],
  ['a named entity', 'a&b@x.y', 'a&amp;b@x.y'],
  ['two spaces', 'Amos Marble', 'user Amos  Marble left'],
  ['a no-break space', 'Amos Marble', 'user Amos\u00a0Marble left'],
  ['full-width letters', 'amosmarble', 'user ａｍｏｓｍａｒｂｌｅ left'],
  ['letters taken apart', '김철수', '김철수'.normalize('NFD')],
  ['a script without spaces', '王小明@contoso.com', '用户王小明登录'],
  ['a SIP address with parameters', 'sip:amos@contoso.com;gruu', 'to amos@contoso.com'],
])('an account goes from the other texts when spelt with %s', (_spelling, userId, text) => {
  const left = stored(userId, text);
  expect(left).toContain('§');
  const names = /amos|marble|zo|neil|a.b|김|王|王小明/giu;
  expect(left.replace(/user|home|登录|用户/g, '').match(names) ?? []).toEqual([]);
});

test('what stands around an account stays as it was', () => {
  expect(stored('Zoë', '漢字\u00a0+%41&amp;\\u0041 ZO%C3%8B\t\\\\ 漢字')).toBe(
    '漢字\u00a0+%41&amp;\\u0041 §\t\\\\ 漢字',
  );
});

test('a text that holds no cleartext stays as it is, byte by byte', () => {
  const text = 'ＦＵＬＬ \\u00eb %41 a+b &#39; \ud800 e\u0308\n\tat x';
  expect(stored('amosmarble@contoso.com', text)).toBe(text);
});

test('a part of an account leaves the words that merely contain it', () => {
  expect(stored('cont@contoso.com', 'continue: discontent, cont left')).toBe(
    'continue: discontent, § left',
  );
});

test('a part of one or two letters is not looked for', () => {
  expect(stored('at@contoso.com', 'at open')).toBe('at open');
  expect(stored('CONTOSO\\at', 'at open')).toBe('at open');
});

test('texts made to be slow are not', () => {
  const texts = ['%25'.repeat(2730), '\\'.repeat(8192), '&'.repeat(8192), 'amos '.repeat(1638)];
  for (const text of texts)
    for (let round = 0; round < 50; round++) stored('amosmarble@contoso.com', text);
});
