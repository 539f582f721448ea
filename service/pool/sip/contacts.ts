import { parseNameAddr, splitList } from '../../../contract/sip/nameAddr.ts';
import { isSipUri, type SipUri } from '../../../contract/sip/uri.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { keptText } from '../meetings/keptText.ts';
import { sipBounds } from './sipBounds.ts';
import type { SipMessage } from './sipMessage.ts';

/** Where a device says that it is: an address of its own, which is repeated to it and never looked up. */
export interface Contact {
  readonly uri: SipUri;
  /** The URI as it was written, without its brackets. */
  readonly uriText: string;
  /** Seconds; undefined if the Contact gives none. */
  readonly expires: number | undefined;
}

/** Characters of a Contact, which is kept for each device. */
const LONGEST = 4096;

/** Reads delta-seconds (RFC 3261, section 25.1); undefined if the text is not such a number. */
export const readSeconds = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

function readContact(text: string): Outcome<Contact> {
  if (text.length > LONGEST) return failed('Contact is too long');
  const parsed = parseNameAddr(keptText(text));
  if (!parsed.ok) return failed(`Contact: ${parsed.problem}`);
  const { uri, uriText, parameters } = parsed.value;
  if (!isSipUri(uri)) return failed('Contact: only sip: and sips: URIs can be reached here');
  const expires = readSeconds(parameters.get('expires'));
  if (parameters.has('expires') && expires === undefined)
    return failed('Contact: expires must be a number of seconds');
  return done({ uri, uriText, expires });
}

/** The instance ID of the device that registers (RFC 5626, section 4.1), as `urn:uuid:…`; undefined if it names none. */
export function deviceOf({ headers }: SipMessage): string | undefined {
  const [text = ''] = (headers.get('contact') ?? []).flatMap(splitList);
  const contact = text.length > LONGEST ? undefined : parseNameAddr(text);
  const instance = contact?.ok ? contact.value.parameters.get('+sip.instance') : undefined;
  return instance?.replace(/^<(.*)>$/, '$1').toLowerCase() || undefined;
}

/** Reads a request's Contact headers; `'*'` alone names all devices (RFC 3261, section 10.2.2). */
export function readContacts({ headers }: SipMessage): Outcome<readonly Contact[] | '*'> {
  const items = (headers.get('contact') ?? []).flatMap(splitList);
  if (items.length > sipBounds.values)
    return failed(`Contact has more than ${sipBounds.values} values`);
  if (items.includes('*'))
    return items.length === 1 ? done('*') : failed('Contact: * stands alone');
  const contacts: Contact[] = [];
  for (const item of items) {
    const contact = readContact(item);
    if (!contact.ok) return contact;
    contacts.push(contact.value);
  }
  return done(contacts);
}
