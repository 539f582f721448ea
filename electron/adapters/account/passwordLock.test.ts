import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSafeStorage } from '../../../runtime/standin/api/safeStorage.ts';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { createPasswordLock } from './passwordLock.ts';

const desktops = ['GNOME', 'ubuntu:GNOME', 'KDE', 'LXQt', 'sway', ''];

/** A desktop by name, with a keyring that answers or without. */
function desktop(name: string, keyring?: string) {
  const env = { XDG_CURRENT_DESKTOP: name, CANDOR_STAND_IN_KEYRING: keyring };
  return createSafeStorage(env);
}

describe('a password on Linux', () => {
  it.each(desktops)('is remembered on %j under the key of a keyring that answers', async (name) => {
    const lock = createPasswordLock(desktop(name, join(temporaryFolder(), 'keyring')), 'linux');
    expect(await lock.isThere()).toBe(true);
    const locked = (await lock.lock('word')) ?? '';
    expect(lock.isOpenToAll(locked)).toBe(false);
    expect(await lock.unlock(locked)).toBe('word');
  });

  it.each(desktops)('is not remembered on %j where no keyring answers', async (name) => {
    const lock = createPasswordLock(desktop(name), 'linux');
    expect(await lock.isThere()).toBe(false);
    expect(await lock.lock('word')).toBeNull();
  });

  it('that was once locked under a key that everyone knows is told apart, and not used', async () => {
    const storage = desktop('GNOME', join(temporaryFolder(), 'keyring'));
    const locked = (await desktop('GNOME').encryptStringAsync('word')).toString('base64');
    const lock = createPasswordLock(storage, 'linux');
    expect(lock.isOpenToAll(locked)).toBe(true);
    expect(await lock.unlock(locked)).toBeNull();
  });

  it('is not remembered where the keyring refuses', async () => {
    const refusing = {
      isAsyncEncryptionAvailable: () => Promise.resolve(true),
      encryptStringAsync: () => Promise.reject(new Error('cancelled')),
      decryptStringAsync: () => Promise.reject(new Error('cancelled')),
    };
    const lock = createPasswordLock(refusing, 'linux');
    expect([await lock.isThere(), await lock.lock('word')]).toEqual([false, null]);
    expect(await lock.unlock('djExYWJj')).toBeNull();
  });
});

it.each(['darwin', 'win32'] as const)(
  'on %s the same beginning is the system’s own lock',
  async (platform) => {
    const lock = createPasswordLock(desktop(''), platform);
    expect(await lock.isThere()).toBe(true);
    expect(await lock.unlock((await lock.lock('word')) ?? '')).toBe('word');
  },
);
