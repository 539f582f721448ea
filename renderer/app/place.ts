/**
 * Where the person is in this window: a conversation, a page, an open dialog. It is kept in the address after `#`,
 * from which the window restores it after a crash or a reload; it never leaves this device.
 * @param place any text; empty for the window's initial state.
 */
export function rememberLocation(place: string): void {
  const fragment = place === '' ? '' : `#${encodeURIComponent(place)}`;
  history.replaceState(null, '', location.pathname + fragment);
}

/** Where the person was when this window was last loaded; empty at first. */
export function rememberedLocation(): string {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return ''; // An address of somebody else's making: begin at the beginning.
  }
}
