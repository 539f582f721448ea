import type { en } from '../../../contract/text/en.ts';

type Reason = keyof typeof en.conversations.delivery.reason;

const reasons: Readonly<Record<string, Reason>> = {
  403: 'forbidden',
  404: 'unknownPerson',
  604: 'unknownPerson',
  408: 'noAnswer',
  413: 'tooLarge',
  513: 'tooLarge',
  410: 'absent',
  430: 'absent',
  480: 'absent',
  interrupted: 'interrupted',
  'Request Timeout': 'noAnswer',
  '': 'noAnswer',
};

/** Why a message was not delivered, as far as its code tells (RFC 3261, section 21). */
export function deliveryReason(code: string): Reason {
  return Object.hasOwn(reasons, code) ? (reasons[code] ?? 'other') : 'other';
}
