import { createContext, use, useSyncExternalStore } from 'react';
import type { Main, View } from '../../contract/ipc.ts';
import type { ViewState, ViewStore } from './viewStore.ts';

export interface Candor {
  readonly main: Main;
  readonly store: ViewStore;
}

export const CandorContext = createContext<Candor | null>(null);
export const ViewContext = createContext<View | null>(null);

export function useCandor(): Candor {
  const candor = use(CandorContext);
  if (!candor) throw new Error('used outside CandorContext');
  return candor;
}

export function useViewState(): ViewState {
  const { store } = useCandor();
  return useSyncExternalStore(store.subscribe, store.get);
}

/** The current view; for components below Texts, which waits until there is one. */
export function useView(): View {
  const view = use(ViewContext);
  if (!view) throw new Error('used outside ViewContext');
  return view;
}
