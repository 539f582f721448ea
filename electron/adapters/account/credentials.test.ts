import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

// electron-store asks Electron for its folder, even if it is given one.
const electron = `
  export const app = { getPath: () => '', getVersion: () => '0.1.0' }, ipcMain = { on() {} }, shell = {};
  export default { app, ipcMain, shell };`;
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: `data:text/javascript,${encodeURIComponent(electron)}`, shortCircuit: true }
      : next(specifier, context),
});
const { openCredentials } = await import('./credentials.ts');

const lock = {
  isThere: () => Promise.resolve(true),
  lock: (password: string) => Promise.resolve(password),
  unlock: (locked: string) => Promise.resolve(locked),
  isOpenToAll: () => false,
};
const alice = { account: 'alice@contoso.com', remember: true, automatic: true, password: 'x' };

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'candor-credentials-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}
const open = (folder: string) => openCredentials(folder, 0, lock, () => undefined);

test('the device’s secret survives restarts, signing out and other people, once somebody signed in', async () => {
  const folder = newFolder();
  const first = open(folder);
  await first.keep(alice);
  expect(open(folder).deviceSecret).toBe(first.deviceSecret);
  first.forgetPassword();
  expect(open(folder).deviceSecret).toBe(first.deviceSecret);
  await open(folder).keep({ ...alice, account: 'bob@contoso.com' });
  expect(open(folder).deviceSecret).toBe(first.deviceSecret);
});

test('what an earlier version kept is read still, and gets a secret at the next sign-in', async () => {
  const folder = newFolder();
  const kept = { account: alice.account, remember: true, automatic: true, locked: 'x' };
  writeFileSync(join(folder, 'sign-in.json'), JSON.stringify(kept));
  const credentials = open(folder);
  expect(await credentials.read()).toEqual(alice);
  await credentials.keep(alice);
  expect(open(folder).deviceSecret).toBe(credentials.deviceSecret);
});

test('another folder has another secret', () => {
  expect(open(newFolder()).deviceSecret).not.toBe(open(newFolder()).deviceSecret);
});
