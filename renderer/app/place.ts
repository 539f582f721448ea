/**
 * Where the person is in this window: a conversation, a page, an open dialog. It stands in the address behind
 * `#`, by which the window comes back to it after a crash or a reload; nothing of it leaves this device.
 * @param place any text; empty where the window shows what it shows first.
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
    return ''; // An address that nobody here wrote: begin at the beginning.
  }
}
