import type { Authentication } from './authentication.ts';
import type { Bindings } from './bindings.ts';
import type { Connection } from './connection.ts';
import { answer, header, type Contact, type SipRequest, type SipResponse } from './sipMessage.ts';

/** Seconds. */
const expiry = { shortest: 60, usual: 600, longest: 3600 };

/** Signs devices in and out (RFC 3261, section 10.3). */
export function createRegistrar(ports: {
  readonly bindings: Bindings;
  readonly authentication: Authentication;
  readonly now: () => number;
}): (request: SipRequest, connection: Connection) => SipResponse {
  const { bindings, authentication, now } = ports;

  const secondsOf = (request: SipRequest, contact: Contact): number => {
    const general = Number(header(request, 'expires') ?? expiry.usual);
    const seconds = contact.expires ?? (Number.isFinite(general) ? general : expiry.usual);
    return Math.min(Math.max(0, Math.trunc(seconds)), expiry.longest);
  };

  const shown = (account: string): string[] =>
    bindings
      .of(account)
      .map(({ uri, expires }) => `<${uri}>;expires=${Math.ceil((expires - now()) / 1000)}`);

  const apply = (request: SipRequest, account: string, connection: Connection) => {
    for (const contact of request.contacts) {
      const seconds = secondsOf(request, contact);
      if (contact.key === '*') bindings.removeAll(account);
      else if (seconds === 0) bindings.remove(account, contact.key);
      else
        bindings.set({
          account,
          uri: contact.uri,
          key: contact.key,
          connection,
          expires: now() + seconds * 1000,
        });
    }
  };

  return (request, connection) => {
    const account = request.to.address;
    const refusal = authentication.challenge(request, account, connection.address);
    if (refusal) return refusal;
    const tooBrief = request.contacts.some((contact) => {
      const seconds = secondsOf(request, contact);
      return seconds > 0 && seconds < expiry.shortest;
    });
    if (tooBrief) return answer(request, 423, { 'min-expires': String(expiry.shortest) });
    const taken = request.contacts.some(({ key }) => {
      const holder = bindings.byKey(key);
      return holder !== undefined && holder.account !== account;
    });
    if (taken) return answer(request, 403);
    connection.accounts.add(account);
    apply(request, account, connection);
    const contact = shown(account);
    return answer(request, 200, contact.length > 0 ? { contact } : {});
  };
}
