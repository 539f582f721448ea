import { join } from 'node:path';
import type { Page } from 'playwright';
import type { en } from '../contract/text/en.ts';
import type { Text } from '../contract/text/index.ts';
import type { Connection } from '../renderer/sip/connection.ts';
import { createPool, type Pool } from '../service/pool/pool.ts';
import { withAccount, type PoolData } from '../service/pool/accounts/poolData.ts';
import { createTalker } from './talker.ts';

/** What the pictures show: a short conversation between colleagues. */
const amos = { address: 'amosmarble@contoso.com', displayName: 'Amos Marble', password: 'x' };
const briar = {
  address: 'briarrichards@contoso.com',
  displayName: 'Briar Richards',
  password: 'x',
};
const chris = { address: 'chrisanyanwu@contoso.com', displayName: 'Chris Anyanwu', password: 'x' };
const elena = { address: 'elenamoreau@contoso.com', displayName: 'Elena Moreau', password: 'x' };

type Line = readonly [who: 'amos' | 'briar', text: string];

const lines: Readonly<Record<'en' | 'fr', readonly Line[]>> = {
  en: [
    ['briar', 'Morning Amos! The plan for the pilot is ready.'],
    ['amos', 'Wonderful, I’ll read it before lunch. Where is it?'],
    ['briar', 'The long version is here:\nhttps://docs.contoso.com/pilot?version=2'],
    [
      'briar',
      'Two questions are still open:\n\n1. Who invites the pilot users?\n2. When do we begin?',
    ],
    ['amos', 'I’ll invite them tomorrow morning.'],
    [
      'amos',
      'And we begin on Monday, if the infrastructure is up to it. If not, we move it by a week, and tell everyone before Thursday.',
    ],
    ['briar', 'Perfect, thank you!'],
  ],
  fr: [
    ['briar', 'Bonjour Amos ! Le plan du pilote est prêt.'],
    ['amos', 'Formidable, je le lis avant midi. Où est-il ?'],
    ['briar', 'La version complète est ici :\nhttps://docs.contoso.com/pilote?version=2'],
    [
      'briar',
      'Deux questions restent ouvertes :\n\n1. Qui invite les utilisateurs pilotes ?\n2. Quand commençons-nous ?',
    ],
    ['amos', 'Je les invite demain matin.'],
    [
      'amos',
      'Et nous commençons lundi, si l’infrastructure suit. Sinon, nous décalons d’une semaine et prévenons tout le monde avant jeudi.',
    ],
    ['briar', 'Parfait, merci !'],
  ],
};
const elsewhere = { en: 'Thanks, got it.', fr: 'Merci, bien reçu.' };

const furnished = (data: PoolData): PoolData =>
  [amos, briar, chris, elena].reduce<PoolData>(
    (next, person) => withAccount(next, person.address, person),
    { ...data, organisations: { 'contoso.com': { displayName: 'Contoso', policy: {} } } },
  );

export async function openColleagues(folder: string, port: number): Promise<Pool> {
  const pool = await createPool({ port, dataFolder: join(folder, 'pool') });
  pool.change(furnished);
  return pool;
}

const signInAs = (pool: Pool, { address, password }: typeof amos): Promise<Connection> =>
  createTalker(pool.url.replace('http', 'ws'), { account: address, password });

const say = ({ send }: Connection, text: string) =>
  send({ id: crypto.randomUUID(), peer: amos.address, text });

export async function addContact(
  window: Page,
  t: typeof en | Text,
  person: { readonly address: string; readonly displayName: string },
): Promise<void> {
  const { contact } = t.conversations;
  await window.getByRole('button', { name: contact.add }).first().click();
  const dialog = window.getByRole('dialog');
  await dialog.getByRole('textbox', { name: contact.address }).fill(person.address);
  await dialog.getByRole('textbox', { name: contact.name }).fill(person.displayName);
  await dialog.getByRole('button', { name: contact.save, exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Signs Amos in and lets him and Briar talk, so that there is something to photograph. */
export async function converse(
  window: Page,
  pool: Pool,
  t: typeof en | Text,
  language: keyof typeof lines,
): Promise<void> {
  await window.getByRole('textbox', { name: t.signIn.account }).fill(amos.address);
  await window.getByLabel(t.signIn.password, { exact: true }).fill(amos.password);
  await window.getByRole('button', { name: t.signIn.submit, exact: true }).click();
  const box = window.getByRole('textbox', {
    name: t.conversations.write.replace('{{name}}', briar.displayName),
  });
  for (const person of [elena, chris, briar]) await addContact(window, t, person);
  const [hers, his] = [await signInAs(pool, briar), await signInAs(pool, chris)];
  await say(his, elsewhere[language]);
  for (const [who, text] of lines[language]) {
    if (who === 'briar') await say(hers, text);
    else {
      await box.fill(text);
      await box.press('Enter');
    }
    await window
      .getByRole('region')
      .getByText(text.split('\n')[0] ?? text)
      .waitFor();
  }
  await window
    .getByRole('img', { name: t.conversations.delivery.sending })
    .waitFor({ state: 'hidden' });
  hers.signOut();
  his.signOut();
}
