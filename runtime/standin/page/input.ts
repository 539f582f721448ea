/// <reference lib="dom" />
import type { Upward } from './messages.ts';

/**
 * Tells the main process what a person presses, as early as the page could know of it; injected into the isolated
 * world, which exists before any script of the page's. Input created by script doesn't count.
 */
export function watchInput(binding: string): void {
  const up = (message: Upward): void => {
    (globalThis as unknown as Record<string, (text: string) => void>)[binding]?.(
      JSON.stringify(message),
    );
  };
  const buttons = ['leftbuttondown', 'middlebuttondown', 'rightbuttondown'];
  const modifiersOf = (event: UIEvent & Partial<MouseEvent & KeyboardEvent>): string[] => [
    ...(event.shiftKey === true ? ['shift'] : []),
    ...(event.ctrlKey === true ? ['control'] : []),
    ...(event.altKey === true ? ['alt'] : []),
    ...(event.metaKey === true ? ['meta'] : []),
    ...(event.repeat === true ? ['isautorepeat'] : []),
    ...buttons.filter((_, button) => button === event.button),
  ];
  const watch = (name: string, type: string): void => {
    const tell = (event: Event): void => {
      if (!event.isTrusted || !(event instanceof UIEvent)) return;
      // TypeScript's events do not include it yet.
      const source = Reflect.get(event, 'sourceCapabilities') as {
        firesTouchEvents: boolean;
      } | null;
      // A touch is reported once, and not again as the mouse event that pages also get.
      if (event instanceof MouseEvent && source?.firesTouchEvents === true) return;
      up({ kind: 'input', type, modifiers: modifiersOf(event) });
    };
    window.addEventListener(name, tell, { capture: true, passive: true });
  };
  watch('mousedown', 'mouseDown');
  watch('mouseup', 'mouseUp');
  watch('keydown', 'rawKeyDown');
  watch('keypress', 'char');
  watch('keyup', 'keyUp');
  watch('touchstart', 'touchStart');
  watch('touchend', 'touchEnd');
}

export const inputParts = [watchInput];
