import type { Change } from '../../../contract/admin/changeLog.ts';
import { domainOf } from './snapshot.ts';

/**
 * What a change is about, from the whole to its part, separated by blanks, which no name of them contains: such as
 * `contoso.com alice@contoso.com name`. No domain begins with a full stop, as all that is no organisation's does.
 */
const account = (address: string, part = ''): string =>
  `${domainOf(address)} ${address} ${part}`.trim();

const administrator = (name: string): string => `. administrators ${name}`;

/** What a change touches. */
export function thingsOf(change: Change): readonly string[] {
  switch (change.kind) {
    case 'began':
      return [];
    case 'organisationAdded':
    case 'organisationRemoved':
      return [change.domain];
    case 'organisationRenamed':
      return [`${change.domain} name`];
    case 'policySet':
      return [`${change.domain} policy ${change.key}`];
    case 'accountAdded':
    case 'accountRemoved':
      return [account(change.address)];
    case 'accountRenamed':
      return [account(change.address, 'name')];
    case 'accountEnabled':
      return [account(change.address, 'enabled')];
    case 'passwordReset':
      return [account(change.address, 'password')];
    case 'meetingsSet':
      return ['. meetings'];
    case 'administratorAdded':
    case 'administratorRemoved':
    case 'administratorRole':
    case 'administratorReset':
    case 'administratorEnrolled':
      return [administrator(change.name)];
    case 'together':
      return [...new Set(change.changes.flatMap(thingsOf))];
  }
}

/** Every thing by which another is found that touches it: itself, what it is a part of. */
const wholesOf = (thing: string): string[] => {
  const parts = thing.split(' ');
  return parts.map((_, index) => parts.slice(0, index + 1).join(' '));
};

/** Tells whether a thing is one of these, a part of one, or the whole of one. */
export function touching(things: readonly string[]): (other: string) => boolean {
  const these = new Set(things);
  const wholes = new Set(things.flatMap(wholesOf));
  return (other) => wholes.has(other) || wholesOf(other).some((whole) => these.has(whole));
}
