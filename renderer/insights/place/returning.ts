const key = 'candor-insights-place';

/** Remembers the place in this tab, since a provider of sign-ins leads back to the page's beginning. */
export function rememberPlace(): void {
  try {
    sessionStorage.setItem(key, location.search);
  } catch {
    // A browser may refuse to keep anything; one begins at the beginning then.
  }
}

/** Comes back to where one was as one went to the provider. */
export function returnToPlace(): void {
  try {
    const search = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (search !== null && location.search === '') history.replaceState(null, '', search || '?');
  } catch {
    // As above.
  }
}
