import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { policyKeys } from '../../../contract/policyCatalogue.ts';
import { createPolicyKeeper } from '../../core/consent/policyKeeper.ts';
import { openSystemPolicy, type CreateWatcher, type PolicySystem } from './systemPolicy.ts';

const NOW = Date.parse('2026-11-22T10:00:00.000Z');

/**
 * A double of `@vscode/policy-watcher` 1.5.0 by its documented interface and its C++ source: `createWatcher` returns
 * at once, reports all set values asynchronously, then again whenever one changes, and reports a removed value as
 * undefined.
 */
function watcher(...first: readonly Readonly<Record<string, unknown>>[]) {
  const asked: unknown[] = [];
  let tell: (update: never) => void = () => undefined;
  const dispose = vi.fn();
  const create: CreateWatcher = (product, policies, onDidChange, options) => {
    asked.push({ product, policies, options });
    tell = onDidChange;
    if (first.length > 0) setImmediate(tell, first[0] as never);
    return { dispose };
  };
  const say = (update: Readonly<Record<string, unknown>>) => {
    tell(update as never);
  };
  return { load: () => Promise.resolve(create), asked, dispose, say };
}

const open = (load: () => Promise<CreateWatcher>, system: PolicySystem = 'win32') =>
  openSystemPolicy(system, load, () => NOW);

describe('the system’s own policies', () => {
  it.each([
    ['win32', 'Candor', { registryPath: 'Software\\Policies\\Candor' }],
    ['darwin', 'com.candor.desktop', {}],
  ] as const)(
    'are asked for on %s by their place, every policy in every type',
    async (...place) => {
      const [system, product, options] = place;
      const { load, asked } = watcher({});
      await open(load, system);
      const any = { type: ['boolean', 'number', 'string'] };
      const policies = Object.fromEntries(policyKeys.map((key) => [key, any]));
      expect(asked).toEqual([{ product, policies, options }]);
    },
  );

  it('are no policy where nothing is set', async () => {
    const { load } = watcher({});
    expect((await open(load)).read().state).toBe('absent');
  });

  it('hold from the first word on', async () => {
    const { load } = watcher({ DisableAutomaticSendTracing: true, RetentionDays: 30 });
    expect((await open(load)).read()).toMatchObject({
      source: 'machine',
      state: 'read',
      values: { DisableAutomaticSendTracing: true, RetentionDays: 30 },
      since: new Date(NOW).toISOString(),
    });
  });

  it.each([
    { DisableAutomaticSendTracing: 'false' },
    { DisableAutomaticSendTracing: 7 },
    { RetentionDays: true },
    { TelemetryUrl: 'http://elsewhere.test' },
  ])('refuse where a value is of the wrong kind: %j', async (set) => {
    const { load } = watcher({ DisableAutomaticSendTracing: false, ...set });
    const [key] = Object.keys(set);
    expect((await open(load)).read()).toMatchObject({ state: 'unreadable', key });
  });

  it('tell of each change, and of a value taken away', async () => {
    const { load, say } = watcher({ DisableAutomaticSendTracing: false });
    const keeper = createPolicyKeeper([await open(load)]);
    const told: unknown[] = [];
    keeper.onChange(({ readings }) => told.push(readings[0]));
    say({ DisableAutomaticSendTracing: true });
    say({ DisableAutomaticSendTracing: undefined });
    expect(told).toMatchObject([
      { state: 'read', values: { DisableAutomaticSendTracing: true } },
      { state: 'absent' },
    ]);
  });

  it('refuse where the watcher was not built', async () => {
    const source = await open(() => Promise.reject(new Error('Could not locate the bindings')));
    expect(source.read()).toMatchObject({
      state: 'unreadable',
      problem: 'Error: Could not locate the bindings',
    });
  });

  it('refuse while the watcher says nothing, and hold as soon as it does', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { load, say } = watcher();
    const opening = open(load);
    await vi.runAllTimersAsync();
    const source = await opening;
    expect(source.read()).toMatchObject({
      state: 'unreadable',
      problem: 'the system has not said yet what it holds',
    });
    say({});
    expect(source.read().state).toBe('absent');
  });

  it('are let go when nobody listens any more', async () => {
    const { load, dispose } = watcher({});
    createPolicyKeeper([await open(load)]).stop();
    expect(dispose).toHaveBeenCalledOnce();
  });
});
