import { createEmitter } from '../../contract/emitter.ts';
import type { Answer, Main, View } from '../../contract/ipc.ts';
import type { SavedOptions } from '../../contract/options.ts';
import { errorMessage } from '../ui/errorMessage.ts';

export type ViewState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly view: View }
  | { readonly state: 'failed'; readonly error: unknown };

export interface ViewStore {
  readonly subscribe: (listener: () => void) => () => void;
  readonly get: () => ViewState;
  /** @returns what went wrong, if something did. */
  readonly save: (options: SavedOptions) => Promise<string | undefined>;
}

/** Holds the latest view from the main process. */
export function createViewStore(main: Pick<Main, 'getView' | 'saveOptions' | 'on'>): ViewStore {
  const { listen, emit } = createEmitter();
  let current: ViewState = { state: 'loading' };
  let notices = 0;

  const set = (next: ViewState): void => {
    current = next;
    emit();
  };

  /** If a notice came while a request was under way, its answer is older than the notice. */
  const asOf = (then: number, view: View): void => {
    if (notices === then) set({ state: 'ready', view });
  };

  main.on('viewChanged', (view) => {
    notices += 1;
    set({ state: 'ready', view });
  });
  const start = notices;
  main.getView().then(
    (view) => {
      asOf(start, view);
    },
    (error: unknown) => {
      if (current.state === 'loading') set({ state: 'failed', error });
    },
  );

  return {
    subscribe: listen,
    get: () => current,
    save: async (options) => {
      const then = notices;
      const answer = await main
        .saveOptions(options)
        .catch((error: unknown): Answer<View> => ({ ok: false, problem: errorMessage(error) }));
      if (!answer.ok) return answer.problem;
      asOf(then, answer.value);
      return undefined;
    },
  };
}
