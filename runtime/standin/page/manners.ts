/// <reference lib="dom" />
import type { OpenMessage, Upward } from './messages.ts';

/**
 * Tells the main process about keys and about requests for a menu or a new window; injected into the isolated world.
 */
export function watchManners(binding: string, secret: string): void {
  const up = (message: Upward): void => {
    (globalThis as unknown as Record<string, (text: string) => void>)[binding]?.(
      JSON.stringify(message),
    );
  };
  const tellKey = (event: KeyboardEvent): void => {
    const { type, key, code, repeat } = event;
    const { ctrlKey: ctrl, shiftKey: shift, altKey: alt, metaKey: meta } = event;
    const modifiers = { ctrl, shift, alt, meta };
    up({ kind: 'key', type, key, code, repeat, ...modifiers, handled: event.defaultPrevented });
  };
  window.addEventListener('keydown', tellKey);
  window.addEventListener('keyup', tellKey);
  const askForLink = (event: MouseEvent): void => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (event.defaultPrevented || link === undefined || link.href === '') return;
    const elsewhere = !['', '_self', '_top', '_parent'].includes(link.target);
    if (!elsewhere && !event.ctrlKey && !event.shiftKey && event.button !== 1) return;
    event.preventDefault();
    up({ kind: 'open', url: link.href, name: link.target, features: '' });
  };
  const askForMenu = (event: MouseEvent): void => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const path = event.composedPath();
    const link = path.find((node) => node instanceof HTMLAnchorElement)?.href ?? '';
    const field = path.find(
      (node) => node instanceof HTMLTextAreaElement || node instanceof HTMLInputElement,
    );
    const { selectionStart: from = null, selectionEnd: to = null } = field ?? {};
    const chosen = getSelection()?.toString() ?? '';
    const inField = from === null || to === null ? '' : (field?.value.slice(from, to) ?? '');
    const selectionText = field ? inField : chosen;
    const { clientX: x, clientY: y, button } = event;
    const isEditable = field !== undefined && !field.readOnly && !field.disabled;
    const isSecret = field instanceof HTMLInputElement && field.type === 'password';
    const hasSelection = selectionText !== '' && !isSecret;
    const told = { x, y, linkURL: link, selectionText, isEditable, hasSelection };
    // Nothing else tells a page what can be undone.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const can = (command: string): boolean => isEditable && document.queryCommandEnabled(command);
    const edits = { canUndo: can('undo'), canRedo: can('redo') };
    up({ kind: 'contextMenu', ...told, ...edits, byKeyboard: button !== 2 });
  };
  window.addEventListener('contextmenu', askForMenu);
  window.addEventListener('click', askForLink);
  window.addEventListener('auxclick', askForLink);
  window.addEventListener(`${secret}:open`, (event) => {
    event.stopImmediatePropagation();
    const asked = JSON.parse((event as CustomEvent<string>).detail) as Omit<OpenMessage, 'kind'>;
    up({ kind: 'open', ...asked });
  });
}

/** Makes window.open tell the main process and return null; injected into the page's own world. */
export function refuseWindows(secret: string): void {
  const dispatch = EventTarget.prototype.dispatchEvent.bind(window);
  const Signal = CustomEvent;
  window.open = (url = 'about:blank', name = '', features = '') => {
    const asked = { url: new URL(url, document.baseURI).href, name, features };
    dispatch(new Signal(`${secret}:open`, { detail: JSON.stringify(asked) }));
    return null;
  };
}

export const mannersParts = [watchManners, refuseWindows];
