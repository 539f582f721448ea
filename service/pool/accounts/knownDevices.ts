import { createHash } from 'node:crypto';

/** Per account. Only somebody with its password can add one, so that nobody else displaces one. */
const MOST_DEVICES = 10;

const digestOf = (device: string): string => createHash('sha256').update(device).digest('base64');

/** The devices on which accounts have been proved since this pool started, by their digests. */
export function createKnownDevices() {
  const known = new Map<string, readonly string[]>();
  const of = (account: string) => known.get(account) ?? [];
  return {
    isKnown: (account: string, device: string | undefined): boolean =>
      device !== undefined && of(account).includes(digestOf(device)),
    note(account: string, device: string | undefined): void {
      if (device === undefined) return;
      const digest = digestOf(device);
      const others = of(account).filter((other) => other !== digest);
      known.set(account, [digest, ...others].slice(0, MOST_DEVICES));
    },
  };
}
