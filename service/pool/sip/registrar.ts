import { done, failed, type Outcome } from '../../shared/outcome.ts';
import type { Authentication } from '../accounts/authentication.ts';
import type { Bindings } from './bindings.ts';
import type { Connection } from './connection.ts';
import { readContacts, readSeconds, type Contact } from './contacts.ts';
import { keptText } from '../meetings/keptText.ts';
import { answer, header, type SipRequest, type SipResponse } from './sipMessage.ts';

/** Seconds. */
const expiry = { shortest: 60, usual: 600, longest: 3600 };

/** What a REGISTER asks for: to sign all devices out, or to sign these in for so many seconds, where 0 means out. */
type Wish = 'removeAll' | readonly (Contact & { readonly seconds: number })[];

/** Reads all of it before anything is changed (RFC 3261, section 10.3, steps 6 and 7). */
function readWish(request: SipRequest): Outcome<Wish> {
  const contacts = readContacts(request);
  if (!contacts.ok) return contacts;
  const written = header(request, 'expires');
  const general = readSeconds(written);
  if (written !== undefined && general === undefined)
    return failed('Expires must be a number of seconds');
  if (contacts.value === '*')
    return general === 0 ? done('removeAll') : failed('Contact: * goes with Expires: 0 alone');
  return done(
    contacts.value.map((contact) => {
      const seconds = contact.expires ?? general ?? expiry.usual;
      return { ...contact, seconds: Math.min(seconds, expiry.longest) };
    }),
  );
}

/** Signs devices in and out (RFC 3261, section 10.3). */
export function createRegistrar(ports: {
  readonly bindings: Bindings;
  readonly authentication: Authentication;
  readonly now: () => number;
}): (request: SipRequest, connection: Connection) => SipResponse {
  const { bindings, authentication, now } = ports;

  const shown = (account: string): string[] =>
    bindings
      .of(account)
      .map(({ uriText, expires }) => `<${uriText}>;expires=${Math.ceil((expires - now()) / 1000)}`);

  const grant = (wish: Wish, account: string, connection: Connection) => {
    if (wish === 'removeAll') {
      bindings.removeAll(account);
      return;
    }
    for (const { uri, uriText, seconds } of wish)
      if (seconds === 0) bindings.remove(account, uri);
      else {
        const expires = now() + seconds * 1000;
        bindings.set({ account, uri, uriText, connection, expires });
      }
  };

  return (request, connection) => {
    const { address } = request.to;
    if (address === undefined) return answer(request, 404, {}, 'To names no account');
    const account = keptText(address);
    const refusal = authentication.challenge(request, account, connection);
    if (refusal) return refusal;
    const wish = readWish(request);
    if (!wish.ok) return answer(request, 400, {}, wish.problem);
    const isTooBrief = ({ seconds }: { readonly seconds: number }) =>
      seconds > 0 && seconds < expiry.shortest;
    if (wish.value !== 'removeAll' && wish.value.some(isTooBrief))
      return answer(request, 423, { 'min-expires': String(expiry.shortest) });
    connection.prove(account);
    grant(wish.value, account, connection);
    const contact = shown(account);
    return answer(request, 200, contact.length > 0 ? { contact } : {});
  };
}
