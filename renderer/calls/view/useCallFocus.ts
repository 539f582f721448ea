import { useEffect, useLayoutEffect, type RefObject } from 'react';

/** Marks what a conversation that opens with a call leaves the focus in. */
export const CALL_MARK = { 'data-call': true };
const CONTROLS = '[data-call]';

/** Whether the focus is with the controls of a call. */
export const isAtCall = (): boolean => document.activeElement?.closest(CONTROLS) != null;

/**
 * Whoever has answered a call goes on with its controls, whose first button gets the focus; once they go with it in
 * them, they go on where they write.
 */
export function useCallFocus(controls: RefObject<HTMLElement | null>, wasAnswered: boolean): void {
  // Before a conversation that opens in the same step looks where the focus is.
  useLayoutEffect(() => {
    if (wasAnswered) controls.current?.querySelector('button')?.focus();
  }, [controls, wasAnswered]);
  useEffect(() => {
    const shown = controls.current;
    return () => {
      // React takes it away before this is called, and the focus goes to the page.
      if (shown && document.activeElement === document.body)
        document.querySelector<HTMLElement>('main textarea')?.focus();
    };
  }, [controls]);
}
