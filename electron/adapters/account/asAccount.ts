/**
 * Where an account asks: the address with the account in its query. Written by URL's own rules, so that the
 * client asks for, lets through and proves by digest the very same text.
 */
export function asAccount(address: string, account: string): URL {
  const url = new URL(address);
  url.searchParams.set('account', account);
  return url;
}
