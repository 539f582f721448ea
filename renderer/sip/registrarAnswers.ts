import { parseUri } from '../../contract/sip/uri.ts';
import { ownBindings, parametersOf, readBindings, type Binding } from './bindings.ts';
import { usableLifetime } from './lifetimes.ts';
import { betweenHeaders, BREAK, END, valueOf } from './messageHead.ts';
import { headBounds, nameOf } from './receivedHead.ts';

/**
 * How often in a row a registrar may ask for a longer lifetime: each hop on the way to it has its own minimum (RFC
 * 3261, section 10.2.8).
 */
const MOST_RAISES = 4;
/** The largest `delta-seconds` (RFC 3261, section 20.19). */
const LARGEST_DELTA_SECONDS = 2 ** 32 - 1;
/** RFC 5627: addresses of this one device, which JsSIP uses for calls. */
const deviceAddresses = ['pub-gruu', 'temp-gruu'];

/** A registrar's answers, in a form in which JsSIP recognises its own device. */
export interface RegistrarAnswers {
  /** There is a new connection. */
  readonly began: () => void;
  readonly asked: (request: string) => void;
  /**
   * @param message as it came.
   * @returns the message in a form that JsSIP can use; anything but an answer to the last REGISTER as it is; undefined
   * for an acceptance that lists none of the device's bindings: it is not signed in.
   */
  readonly take: (message: string) => string | undefined;
}

interface Head {
  readonly first: string;
  readonly headers: readonly string[];
  readonly valuesOf: (name: string) => string[];
}

function readHead(message: string): Head | undefined {
  const end = message.indexOf(END);
  if (end < 0 || end > headBounds.head) return undefined;
  const [first = '', ...all] = message.slice(0, end).split(betweenHeaders);
  const headers = all.slice(0, headBounds.lines);
  const valuesOf = (name: string) =>
    headers.filter((header) => nameOf(header) === name).map(valueOf);
  return { first, headers, valuesOf };
}

/** What links an answer to its request (RFC 3261, section 17.1.3). */
const branchOf = (head: Head): string | undefined => {
  const [hop = ''] = head.valuesOf('via');
  const semicolon = hop.indexOf(';');
  return semicolon < 0 ? undefined : parametersOf(hop.slice(semicolon + 1)).get('branch');
};

/** A message with other headers in place of those with these names. */
function withHeaders(
  message: string,
  head: Head,
  names: readonly string[],
  more: readonly string[],
) {
  const kept = head.headers.filter((header) => !names.includes(nameOf(header)));
  return [head.first, ...kept, ...more].join(BREAK) + message.slice(message.indexOf(END));
}

/** The device's Contact as JsSIP wrote it, which it recognises, with what the registrar says about it. */
function knownContact(own: Binding, listed: Binding, lifetime: number): string {
  const addresses = deviceAddresses.flatMap((name) => {
    const address = listed.parameters.get(name) ?? '';
    return parseUri(address).ok ? [`;${name}="${address}"`] : [];
  });
  const names = ['reg-id', '+sip.instance'].flatMap((name) => {
    const value = own.parameters.get(name);
    if (value === undefined) return [];
    return [`;${name}=${name === 'reg-id' ? value : `"${value}"`}`];
  });
  return `contact: <${own.uri}>${names.join('')};expires=${lifetime}${addresses.join('')}`;
}

export function createRegistrarAnswers(): RegistrarAnswers {
  let own: Binding | undefined;
  let branch: string | undefined;
  let lifetime = 0;
  let raises = 0;

  /** If several may be the device's own, none expires unnoticed as long as the first to expire is renewed in time. */
  const signedIn = (message: string, head: Head, device: Binding): string | undefined => {
    const listed = ownBindings(device, head.valuesOf('contact').flatMap(readBindings));
    const forAll = usableLifetime(head.valuesOf('expires')[0] ?? '') ?? lifetime;
    const timed = listed
      .map((binding) => ({
        binding,
        seconds: usableLifetime(binding.parameters.get('expires') ?? '') ?? forAll,
      }))
      .filter(({ seconds }) => seconds > 0)
      .toSorted((a, b) => a.seconds - b.seconds);
    const [soonest] = timed;
    if (!soonest) return undefined;
    raises = 0;
    const contact = knownContact(device, soonest.binding, soonest.seconds);
    return withHeaders(message, head, ['contact', 'expires'], [contact]);
  };

  /** JsSIP asks again at once, with whatever the answer names: endlessly, if that is never enough. */
  const tooBrief = (message: string, head: Head): string => {
    const written = head.valuesOf('min-expires')[0] ?? '';
    const least = /^\d+$/.test(written) ? Number(written) : Infinity;
    raises += 1;
    if (least > lifetime && least <= LARGEST_DELTA_SECONDS && raises <= MOST_RAISES)
      return withHeaders(message, head, ['min-expires'], [`min-expires: ${least}`]);
    return withHeaders(message, head, ['min-expires'], []);
  };

  return {
    began: () => {
      raises = 0;
    },
    asked: (request) => {
      const head = request.startsWith('REGISTER ') ? readHead(request) : undefined;
      if (!head) return;
      [own] = readBindings(head.valuesOf('contact')[0] ?? '');
      lifetime = usableLifetime(own?.parameters.get('expires') ?? '') ?? 0;
      branch = branchOf(head);
    },
    take: (message) => {
      const status = /^SIP\/2\.0 (2\d\d|423) /.exec(message)?.[1];
      // The acceptance of signing out lists what is left.
      if (status === undefined || !own || lifetime === 0) return message;
      const head = readHead(message);
      if (!head || branch === undefined || branchOf(head) !== branch) return message;
      return status === '423' ? tooBrief(message, head) : signedIn(message, head, own);
    },
  };
}
