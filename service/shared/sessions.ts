import { hash, randomBytes } from 'node:crypto';

export interface OpenSession<Reader> {
  readonly reader: Reader;
  /** When it ends if nothing more is asked for; ISO 8601. */
  readonly until: string;
}

/** Who is signed in. A session is known by its id, 256 random bits that are nowhere but in its browser. */
export interface Sessions<Reader> {
  readonly begin: (reader: Reader) => OpenSession<Reader> & { readonly id: string };
  /** The session of an id, which goes on by being asked for; undefined where it ended or never was. */
  readonly of: (id: string) => OpenSession<Reader> | undefined;
  readonly end: (id: string) => void;
}

export interface SessionLimits {
  /** Milliseconds without a request after which a session ends. */
  readonly sessionIdleMs: number;
  /** Milliseconds after which it ends in any case. */
  readonly sessionMs: number;
  /** At once; of more, the oldest ends. */
  readonly sessionsOpen: number;
}

interface Kept<Reader> {
  readonly reader: Reader;
  readonly begun: number;
  seen: number;
}

/** Sessions in memory: they end with the service, and no file holds what would let someone in. */
export function createSessions<Reader>(
  { sessionIdleMs, sessionMs, sessionsOpen }: SessionLimits,
  clock: () => Date,
): Sessions<Reader> {
  /** By the id's hash, so that how long a look-up takes tells nothing about the ids; the oldest first. */
  const kept = new Map<string, Kept<Reader>>();
  const keyOf = (id: string): string => hash('sha256', id, 'hex');
  const endOf = ({ begun, seen }: Kept<Reader>): number =>
    Math.min(begun + sessionMs, seen + sessionIdleMs);
  const told = (session: Kept<Reader>): OpenSession<Reader> => ({
    reader: session.reader,
    until: new Date(endOf(session)).toISOString(),
  });
  // A clock that was set back to before a session began must not make it longer.
  const isOpen = (session: Kept<Reader>, now: number): boolean =>
    now < endOf(session) && now >= session.begun;

  const makeRoom = (now: number): void => {
    for (const [key, session] of kept) if (!isOpen(session, now)) kept.delete(key);
    for (const key of kept.keys()) {
      if (kept.size < sessionsOpen) return;
      kept.delete(key);
    }
  };

  return {
    begin(reader) {
      const now = clock().getTime();
      makeRoom(now);
      const id = randomBytes(32).toString('base64url');
      const session = { reader, begun: now, seen: now };
      kept.set(keyOf(id), session);
      return { id, ...told(session) };
    },
    of(id) {
      const key = keyOf(id);
      const session = kept.get(key);
      if (!session) return undefined;
      const now = clock().getTime();
      if (!isOpen(session, now)) {
        kept.delete(key);
        return undefined;
      }
      session.seen = now;
      return told(session);
    },
    end(id) {
      kept.delete(keyOf(id));
    },
  };
}
