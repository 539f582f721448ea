import { hash, randomBytes } from 'node:crypto';
import type { Configuration } from 'openid-client';
import type { Clock } from '../ingest/intake.ts';

/** A sign-in that a provider is asked for and has not answered yet: what its answer must fit. */
export interface PendingSignIn {
  readonly configuration: Configuration;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** At once; anyone may begin one, and of more the oldest has to begin again. */
const MOST = 10_000;

/** Sign-ins under way, each of which is taken up again once and by the browser that began it. */
export function createPendingSignIns(clock: Clock, patienceMs: number) {
  /** By the hash of the id; the oldest first. */
  const kept = new Map<string, PendingSignIn & { readonly until: number }>();
  const keyOf = (id: string): string => hash('sha256', id, 'hex');
  return {
    /** @returns the id that its browser alone is told. */
    add(signIn: PendingSignIn): string {
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size >= MOST) kept.delete(oldest);
      const id = randomBytes(32).toString('base64url');
      kept.set(keyOf(id), { ...signIn, until: clock().getTime() + patienceMs });
      return id;
    },
    /** @returns undefined where it never began, was taken up before, or took too long. */
    take(id: string): PendingSignIn | undefined {
      const key = keyOf(id);
      const signIn = kept.get(key);
      kept.delete(key);
      return signIn && clock().getTime() < signIn.until ? signIn : undefined;
    },
  };
}
