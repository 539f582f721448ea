import { useSyncExternalStore } from 'react';
import type { Value } from './value.ts';

/** The current value. */
export function useValue<T>({ subscribe, get }: Value<T>): T {
  return useSyncExternalStore(subscribe, get);
}
