const key = 'candor-insights-place';

/** Remembers the place in this tab, since a sign-in provider sends the browser back to the start page. */
export function rememberPlace(): void {
  try {
    sessionStorage.setItem(key, location.search);
  } catch {
    // If the browser refuses to store it, the reader returns to the start page.
  }
}

/** Returns to the place that was left for the provider. */
export function returnToPlace(): void {
  try {
    const search = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (search !== null && location.search === '') history.replaceState(null, '', search || '?');
  } catch {
    // As above.
  }
}
