import { URI } from 'jssip';
import type { Parsed } from '../../contract/envelope.ts';
import { parseSipAddress } from '../../contract/sipAddress.ts';

/** Reads an address as people write it; one that SIP's own grammar refuses is none either. */
export function readAddress(text: string): Parsed<string> {
  const address = parseSipAddress(text);
  if (!address.ok || URI.parse(`sip:${address.value}`) !== undefined) return address;
  return { ok: false, problem: 'not a SIP address' };
}
