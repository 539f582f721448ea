/**
 * An address with the account in its query. Escaped by URL's own rules, so that the client requests, allows and signs
 * by digest the very same text.
 */
export function asAccount(address: string, account: string): URL {
  const url = new URL(address);
  url.searchParams.set('account', account);
  return url;
}
