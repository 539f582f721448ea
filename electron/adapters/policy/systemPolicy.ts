import { createEmitter } from '../../../contract/emitter.ts';
import type { Policies, PolicyUpdate, WatcherOptions } from '@vscode/policy-watcher';
import { parsePolicy, type PolicyReading } from '../../../contract/policy.ts';
import { policyKeys } from '../../../contract/policyCatalogue.ts';
import type { PolicySource } from '../../core/consent/policyKeeper.ts';

/** The documented interface of `@vscode/policy-watcher`. */
export type CreateWatcher = <T extends Policies>(
  productName: string,
  policies: T,
  onDidChange: (update: PolicyUpdate<T>) => void,
  options?: WatcherOptions,
) => { dispose(): void };

/** Where each system keeps an administrator's settings; `product` is the name that the watcher uses. */
const places = {
  win32: {
    product: 'Candor',
    location: 'Software\\Policies\\Candor (HKLM, HKCU)',
    options: { registryPath: 'Software\\Policies\\Candor' },
  },
  darwin: { product: 'com.candor.desktop', location: 'com.candor.desktop', options: {} },
} as const;

/** Throws where the watcher, which is native code, was not built. */
export const loadPolicyWatcher = async (): Promise<CreateWatcher> =>
  (await import('@vscode/policy-watcher')).createWatcher;

export type PolicySystem = keyof typeof places;

/** Every type for every policy: a value of the wrong type is then seen, and refuses, instead of being left out. */
const anyType = { type: ['boolean', 'number', 'string'] } as const;

/** Milliseconds that the system has to say its first word. */
const PATIENCE_MS = 5000;

/**
 * Windows Group Policy and macOS managed preferences, through the watcher. Resolves once it has first reported; a
 * watcher that can't be loaded or stays silent counts as an unreadable policy.
 * @param load returns the watcher; throws if it was not built.
 */
export async function openSystemPolicy(
  system: PolicySystem,
  load: () => Promise<CreateWatcher>,
  now: () => number,
): Promise<PolicySource> {
  const { product, location, options } = places[system];
  const from = { source: 'machine', location } as const;
  const { listen, emit } = createEmitter();
  const since = () => new Date(now()).toISOString();
  let reading: PolicyReading = {
    ...from,
    state: 'unreadable',
    problem: 'the system has not said yet what it holds',
    since: since(),
  };
  let stop: () => void = () => undefined;

  const apply = (update: Readonly<Record<string, unknown>>) => {
    const set = Object.entries(update).filter(([, value]) => value !== undefined);
    const parsed = parsePolicy(Object.fromEntries(set));
    if (set.length === 0) reading = { ...from, state: 'absent' };
    else if (parsed.ok)
      reading = { ...from, state: 'read', values: parsed.values, unknown: [], since: since() };
    else
      reading = {
        ...from,
        state: 'unreadable',
        problem: parsed.problem,
        key: parsed.key,
        since: since(),
      };
    emit();
  };

  try {
    const createWatcher = await load();
    await new Promise<void>((heard) => {
      const patience = setTimeout(heard, PATIENCE_MS);
      const policies = Object.fromEntries(policyKeys.map((key) => [key, anyType]));
      const watcher = createWatcher(
        product,
        policies,
        (update) => {
          apply(update);
          clearTimeout(patience);
          heard();
        },
        options,
      );
      stop = () => {
        watcher.dispose();
      };
    });
  } catch (error) {
    reading = { ...from, state: 'unreadable', problem: String(error), since: since() };
  }
  return {
    read: () => reading,
    watch(onPossibleChange) {
      const end = listen(onPossibleChange);
      return () => {
        end();
        stop();
      };
    },
  };
}
