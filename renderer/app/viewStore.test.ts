import { describe, expect, it, vi } from 'vitest';
import type { Answer, Main, View } from '../../contract/ipc.ts';
import { createViewStore } from './viewStore.ts';
import { soon } from '../testing/soon.testkit.ts';
import { viewWith } from '../testing/view.testkit.ts';

const view = (version: string): View => viewWith({ version });

function fakeMain() {
  const asked = Promise.withResolvers<View>();
  const saved = Promise.withResolvers<Answer<View>>();
  let tell: (view: View) => void = () => undefined;
  const main: Pick<Main, 'getView' | 'saveOptions' | 'on'> = {
    getView: () => asked.promise,
    saveOptions: () => saved.promise,
    on: (notice, listener) => {
      if (notice === 'viewChanged') tell = listener as (view: View) => void;
      return () => undefined;
    },
  };
  const store = createViewStore(main);
  const version = () => {
    const current = store.get();
    return current.state === 'ready' ? current.view.version : current.state;
  };
  return {
    store,
    version,
    asked,
    saved,
    tell: (told: View) => {
      tell(told);
    },
  };
}

describe('the view in a window', () => {
  it('is loading until the main process answered', async () => {
    const { asked, version } = fakeMain();
    expect(version()).toBe('loading');
    asked.resolve(view('1'));
    await soon(() => {
      expect(version()).toBe('1');
    });
  });

  it('is what a notice told, even if the first answer comes later', async () => {
    const { asked, tell, version } = fakeMain();
    tell(view('2'));
    asked.resolve(view('1'));
    await asked.promise;
    await Promise.resolve();
    expect(version()).toBe('2');
  });

  it('has failed when the main process refuses the first view', async () => {
    const { asked, version } = fakeMain();
    asked.reject(new Error('refused'));
    await soon(() => {
      expect(version()).toBe('failed');
    });
  });

  it('is what a save answered, and tells its listeners', async () => {
    const { store, saved, version } = fakeMain();
    const listener = vi.fn();
    store.subscribe(listener);
    saved.resolve({ ok: true, value: view('3') });
    expect(await store.save(view('1').options)).toBeUndefined();
    expect(version()).toBe('3');
    expect(listener).toHaveBeenCalledOnce();
  });

  it('is not set back by a save that a policy change overtook', async () => {
    const { store, saved, tell, version } = fakeMain();
    const saving = store.save(view('1').options);
    tell(view('5'));
    saved.resolve({ ok: true, value: view('4') });
    await saving;
    expect(version()).toBe('5');
  });

  it('gives a failed save’s problem, whether refused or broken', async () => {
    const refused = fakeMain();
    refused.saved.resolve({ ok: false, problem: 'The disk is full.' });
    expect(await refused.store.save(view('1').options)).toBe('The disk is full.');
    const broken = fakeMain();
    broken.saved.reject(new Error('no main process'));
    expect(await broken.store.save(view('1').options)).toBe('no main process');
  });
});
