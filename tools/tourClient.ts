import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { texts, type Language, type Text } from '../contract/text/index.ts';
import { resolveRuntime, sandboxSwitches } from '../runtime/path.js';
import type { Person } from './demonstration.ts';

const root = join(import.meta.dirname, '..');

export interface Client {
  /** The name of the person who uses it. */
  readonly name: string;
  /** The client's texts. */
  readonly t: Text;
  readonly app: ElectronApplication;
  readonly window: Page;
}

export async function openClient(
  name: string,
  language: Language,
  env: Readonly<Record<string, string>>,
  folder: string,
): Promise<Client> {
  const runtime = resolveRuntime();
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [root, `--user-data-dir=${folder}`, `--lang=${language}`, ...sandboxSwitches(runtime)],
    env: { ...process.env, ...env } as Record<string, string>,
  });
  const window = await app.firstWindow();
  await window.setViewportSize({ width: 960, height: 680 });
  await window.getByRole('main').waitFor();
  return { name, t: texts[language], app, window };
}

export async function signIn({ window, t }: Client, { address, password }: Person): Promise<void> {
  await window.getByRole('textbox', { name: t.signIn.account }).fill(address);
  await window.getByLabel(t.signIn.password, { exact: true }).fill(password);
  await window.getByRole('button', { name: t.signIn.submit, exact: true }).click();
  await window.getByRole('navigation', { name: t.conversations.title }).waitFor();
}

/** Writes to the person whose conversation is shown, and waits until the message is there. */
export async function say(from: Client, to: Client, text: string): Promise<void> {
  const box = from.window.getByRole('textbox', {
    name: from.t.conversations.write.replace('{{name}}', to.name),
  });
  await box.fill(text);
  await box.press('Enter');
  await to.window.getByRole('region').getByText(text).waitFor();
}
