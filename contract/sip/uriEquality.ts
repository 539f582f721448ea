import { isSipUri, type SipUri, type Uri } from './uri.ts';

/** These make a difference even if only one URI has them; others count if both do (RFC 3261, section 19.1.4). */
const telling = ['user', 'ttl', 'method', 'maddr', 'transport'];

const sameParameters = (a: SipUri['parameters'], b: SipUri['parameters']): boolean =>
  telling.every((name) => a.has(name) === b.has(name)) &&
  [...a].every(
    ([name, value]) => !b.has(name) || value?.toLowerCase() === b.get(name)?.toLowerCase(),
  );

const sorted = (headers: SipUri['headers']): string =>
  JSON.stringify(headers.map((pair) => JSON.stringify(pair)).toSorted());

/** Whether two SIP URIs are equal by RFC 3261, section 19.1.4; URIs of other schemes never are. */
export const areSameUri = (a: Uri, b: Uri): boolean =>
  isSipUri(a) &&
  isSipUri(b) &&
  a.scheme === b.scheme &&
  a.user === b.user &&
  a.password === b.password &&
  a.host === b.host &&
  a.port === b.port &&
  sameParameters(a.parameters, b.parameters) &&
  sorted(a.headers) === sorted(b.headers);
