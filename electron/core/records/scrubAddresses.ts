/**
 * Replaces mail addresses, and SIP addresses without a scheme. Only what follows the `@` is matched by a pattern: one
 * that began with what precedes it would search for an `@` anew from each letter.
 */
export function scrubMailboxes(text: string): string {
  let scrubbed = '';
  let done = 0;
  for (const { 0: found, index } of text.matchAll(
    /(?:@|%40)(?:[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*|\[[^\s\]]+\]?)/gu,
  )) {
    let start = index;
    while (start > done && !/[\s"'<>()/:@]/.test(text.charAt(start - 1))) start -= 1;
    // One with nothing before the `@` is not an address, unless it continues the address that it follows.
    const goesOn = done > 0 && start === done;
    if (start === index && !goesOn) continue;
    scrubbed += text.slice(done, start) + (goesOn ? '' : '<address>');
    done = index + found.length;
  }
  return scrubbed + text.slice(done);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const GROUPS = 8;
/** How many groups precede the IPv4 ending of an IPv6 address (RFC 4291, 2.2, 3). */
const GROUPS_BEFORE_IPV4 = 6;

const isHex = (group: string): boolean => group.length > 0 && group.length <= 4;

/** An uncompressed address: eight groups in a row, or six and an IPv4 address. */
function uncompressed(run: string, hasIpv4: boolean): Span | undefined {
  const groups = run.split(':');
  let start = 0;
  let streak = 0;
  let end = 0;
  for (const [index, group] of groups.entries()) {
    end += group.length;
    streak = isHex(group) ? streak + 1 : 0;
    if (streak === 0) start = end + 1;
    const endsInIpv4 = hasIpv4 && index === groups.length - 1 && streak > GROUPS_BEFORE_IPV4;
    // One more group can be a port; with even more it is still like an address.
    if (streak === GROUPS) return { start, end: index + 2 < groups.length ? run.length : end };
    if (endsInIpv4) return { start, end };
    end += 1;
  }
  return undefined;
}

/** The position of an address in a run of hexadecimal digits and colons, if there is one. */
function addressIn(run: string, hasIpv4: boolean): Span | undefined {
  if (run.includes('::') && /[0-9a-f]/i.test(run)) return { start: 0, end: run.length };
  return uncompressed(run, hasIpv4);
}

/**
 * Replaces IPv6 addresses (RFC 4291, 2.2), including their zones; what follows eight groups may be a port, and stays.
 */
export function scrubIpv6(text: string): string {
  let scrubbed = '';
  let done = 0;
  const ipv4 = /(?:\.\d{1,3}){3}/y;
  const zone = /%\w+/y;
  const lengthAt = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0].length ?? 0;
  };
  for (const { 0: found, index } of text.matchAll(/[0-9a-f:]+/gi)) {
    let [from, to] = [0, found.length];
    // The edges of a run can belong to a word, as in `addr:::1` and `Foo::before`.
    if (/[a-z]/i.test(text.charAt(index - 1))) from = found.indexOf(':') + 1 || to;
    if (/[a-z]/i.test(text.charAt(index + to))) to = found.lastIndexOf(':') + 1;
    if (to - from < 2) continue;
    const ipv4Length = to === found.length ? lengthAt(ipv4, index + to) : 0;
    const span = addressIn(found.slice(from, to), ipv4Length > 0);
    if (!span) continue;
    scrubbed += `${text.slice(done, index + from + span.start)}<ip>`;
    done = index + from + span.end;
    if (done === index + to) done += ipv4Length;
    done += lengthAt(zone, done);
  }
  return scrubbed + text.slice(done);
}
