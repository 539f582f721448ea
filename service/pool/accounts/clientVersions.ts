/** Milliseconds after which a client that asked nothing more counts as gone; it asks every half minute. */
const PATIENCE = 120_000;
/** Clients that are told apart, and the characters by which they are. */
const [MOST, DEVICE_CHARACTERS] = [100_000, 64];

/** What software of which version asks the pool for its policy. */
export interface ClientVersions {
  /** @param device an instance ID; undefined where it names none. */
  readonly note: (
    account: string,
    device: string | undefined,
    userAgent: string | undefined,
  ) => void;
  /** How many clients there are of each, the most first; never whose. */
  readonly counts: () => readonly { readonly version: string; readonly devices: number }[];
}

/** What a client calls itself (RFC 9110, section 10.1.5), where that is plain. */
const nameOf = (userAgent = ''): string =>
  /^[A-Za-z][\w.-]{0,31}\/\d[\w.+-]{0,31}$/.test(userAgent) ? userAgent : '';

export function createClientVersions(now: () => number): ClientVersions {
  const seen = new Map<string, { readonly version: string; readonly at: number }>();
  return {
    note(account, device = '', userAgent) {
      for (const [oldest, { at }] of seen) {
        if (now() - at <= PATIENCE) break;
        seen.delete(oldest);
      }
      const key = `${account} ${device.slice(0, DEVICE_CHARACTERS)}`;
      seen.delete(key);
      seen.set(key, { version: nameOf(userAgent), at: now() });
      const [oldest] = seen.keys();
      if (seen.size > MOST && oldest !== undefined) seen.delete(oldest);
    },
    counts() {
      const counts = new Map<string, number>();
      for (const { version, at } of seen.values())
        if (now() - at <= PATIENCE) counts.set(version, (counts.get(version) ?? 0) + 1);
      return [...counts]
        .map(([version, devices]) => ({ version, devices }))
        .sort((a, b) => b.devices - a.devices)
        .slice(0, 50);
    },
  };
}
