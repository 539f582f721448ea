import { parseHostPort } from '../../../contract/sip/host.ts';
import { parseParameters } from '../../../contract/sip/nameAddr.ts';
import { isToken } from '../../../contract/sip/grammar.ts';

/** One value of a Via header (RFC 3261, section 20.42). */
export interface Via {
  readonly host: string;
  /** Empty if there is none, as before RFC 3261. */
  readonly branch: string;
}

const withoutBlanks = (text: string): string => text.replaceAll(/[ \t]/g, '');

/** Reads one value, such as `SIP/2.0/WS client.invalid;branch=z9hG4bK1`; undefined if it is not one. */
export function parseVia(text: string): Via | undefined {
  const semicolon = text.indexOf(';');
  const [head, tail] =
    semicolon < 0 ? [text, ''] : [text.slice(0, semicolon), text.slice(semicolon)];
  const [name = '', version = '', ...rest] = head.split('/').map((part) => part.trim());
  const [transport = '', ...sentBy] = rest.join('/').split(/[ \t]/);
  if (name.toUpperCase() !== 'SIP' || version !== '2.0' || !isToken(transport)) return undefined;
  const place = parseHostPort(withoutBlanks(sentBy.join('')));
  const parameters = parseParameters(tail);
  if (!place || !parameters.ok) return undefined;
  const branch = parameters.value.get('branch') ?? '';
  return { host: place.host, branch: isToken(branch) ? branch : '' };
}
