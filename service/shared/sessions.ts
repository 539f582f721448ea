import { hash, randomBytes } from 'node:crypto';

export interface OpenSession<Reader> {
  readonly reader: Reader;
  /** When it ends without further requests; ISO 8601. */
  readonly until: string;
}

/** Who is signed in. A session is known by its ID: 256 random bits that exist only in its browser. */
export interface Sessions<Reader> {
  readonly begin: (reader: Reader) => OpenSession<Reader> & { readonly id: string };
  /** The session with this ID, which asking prolongs; undefined if it ended or never existed. */
  readonly of: (id: string) => OpenSession<Reader> | undefined;
  readonly end: (id: string) => void;
}

export interface SessionLimits {
  /** Milliseconds without a request after which a session ends. */
  readonly sessionIdleMs: number;
  /** Milliseconds after which a session ends in any case. */
  readonly sessionMs: number;
  /** The most sessions at a time; if there are more, the oldest ends. */
  readonly sessionsOpen: number;
}

interface Kept<Reader> {
  readonly reader: Reader;
  readonly begun: number;
  seen: number;
}

/** Sessions in memory: they end with the server, and no file holds anything that would admit someone. */
export function createSessions<Reader>(
  { sessionIdleMs, sessionMs, sessionsOpen }: SessionLimits,
  clock: () => Date,
): Sessions<Reader> {
  /** By the hash of the ID, so that lookup times reveal nothing about IDs; oldest first. */
  const kept = new Map<string, Kept<Reader>>();
  const keyOf = (id: string): string => hash('sha256', id, 'hex');
  const endOf = ({ begun, seen }: Kept<Reader>): number =>
    Math.min(begun + sessionMs, seen + sessionIdleMs);
  const told = (session: Kept<Reader>): OpenSession<Reader> => ({
    reader: session.reader,
    until: new Date(endOf(session)).toISOString(),
  });
  // If the clock was set back to before a session started, the session must not last longer.
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
