import { EventEmitter } from 'node:events';
import { describe, expect, test } from 'vitest';
import { quitSteps } from './quitSteps.ts';

describe('an application that refuses to quit', () => {
  const refuse = async (askAgain: (quit: () => void) => void) => {
    const events = new EventEmitter();
    const state = { ready: true, quitting: false, over: false, relaunch: undefined };
    const emit = (name: string, ...args: unknown[]) => void events.emit(name, ...args);
    const stop = () => new Promise<void>(() => undefined);
    const steps = quitSteps(state, events, emit, { closeWindows: () => true, stop });
    let refusals = 0;
    events.on('will-quit', (asked: { preventDefault: () => void }) => {
      if (refusals > 0) return;
      refusals += 1;
      asked.preventDefault();
      askAgain(steps.quit);
    });
    steps.quit();
    for (let turns = 0; turns < 10; turns += 1) await new Promise(setImmediate);
    return state.over;
  };

  test('and asks again within that event is not heard, as with Electron', async () => {
    expect(await refuse((quit) => void Promise.resolve().then(quit))).toBe(false);
  });

  test('and asks again after it ends', async () => {
    expect(await refuse((quit) => setImmediate(quit))).toBe(true);
  });
});
