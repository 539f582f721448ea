import type { EventEmitter } from 'node:events';
import type { AppDependencies } from './appDetails.ts';

/** An event whose default can be prevented. */
export function event(): object {
  const made = {
    defaultPrevented: false,
    preventDefault: () => {
      made.defaultPrevented = true;
    },
  };
  return made;
}

export type QuitState = {
  ready: boolean;
  quitting: boolean;
  over: boolean;
  relaunch: (() => void) | undefined;
};

/** Electron's order: before-quit, closing the windows, will-quit, quit; each but the last can refuse. */
export function quitSteps(
  state: QuitState,
  events: EventEmitter,
  emit: (name: string, ...args: unknown[]) => void,
  dependencies: Pick<AppDependencies, 'closeWindows' | 'stop'>,
) {
  const asks = (name: string): boolean => {
    const asked = event() as { defaultPrevented: boolean };
    emit(name, asked);
    return !asked.defaultPrevented;
  };
  const exit = (code = 0): void => {
    if (state.over) return;
    state.over = true;
    emit('quit', event(), code);
    void dependencies.stop().finally(() => {
      state.relaunch?.();
      process.exit(code);
    });
  };
  const finish = (): void => {
    let agreed = false;
    // Scheduled before the event, so that it runs after promises but before any setImmediate of the handlers: as in
    // Electron, quitting again from within the event has no effect.
    setImmediate(() => {
      if (agreed) exit(Number(process.exitCode ?? 0));
      else state.quitting = false;
    });
    agreed = asks('will-quit');
  };
  const quit = (): void => {
    if (state.quitting || state.over) return;
    state.quitting = asks('before-quit');
    if (!state.quitting) return;
    if (dependencies.closeWindows()) setImmediate(finish);
    else state.quitting = false;
  };
  return {
    exit,
    quit,
    windowsClosed: () => {
      if (state.quitting || state.over) return;
      if (events.listenerCount('window-all-closed') === 0) quit();
      else emit('window-all-closed');
    },
  };
}
