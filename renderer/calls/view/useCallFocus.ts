import { useEffect, useLayoutEffect, type RefObject } from 'react';

/** Marks the elements from which a conversation opened by a call does not take the focus. */
export const CALL_MARK = { 'data-call': true };
const CONTROLS = '[data-call]';

/** Whether a call's controls have the focus. */
export const isAtCall = (): boolean => document.activeElement?.closest(CONTROLS) != null;

/**
 * When a call is answered, its controls' first button gets the focus; when the controls go away with the focus, the
 * composer gets it.
 */
export function useCallFocus(controls: RefObject<HTMLElement | null>, wasAnswered: boolean): void {
  // Before a conversation that opens in the same step checks where the focus is.
  useLayoutEffect(() => {
    if (wasAnswered) controls.current?.querySelector('button')?.focus();
  }, [controls, wasAnswered]);
  useEffect(() => {
    const shown = controls.current;
    return () => {
      // React removes it before this is called, and the focus goes to the page.
      if (shown && document.activeElement === document.body)
        document.querySelector<HTMLElement>('main textarea')?.focus();
    };
  }, [controls]);
}
