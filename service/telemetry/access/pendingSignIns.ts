import { hash, randomBytes } from 'node:crypto';
import type { Configuration } from 'openid-client';
import type { Clock } from '../ingest/intake.ts';

/** A sign-in that waits for the provider: what the answer must match. */
export interface PendingSignIn {
  readonly configuration: Configuration;
  readonly verifier: string;
  readonly state: string;
  readonly nonce: string;
}

/** The most pending sign-ins; anyone may start one, and the oldest must start over if there are more. */
const MOST = 10_000;

/** Pending sign-ins; each can be continued once, by the browser that started it. */
export function createPendingSignIns(clock: Clock, patienceMs: number) {
  /** By the hash of the ID, oldest first. */
  const kept = new Map<string, PendingSignIn & { readonly until: number }>();
  const keyOf = (id: string): string => hash('sha256', id, 'hex');
  return {
    /** @returns the ID, which only its browser learns. */
    add(signIn: PendingSignIn): string {
      const [oldest] = kept.keys();
      if (oldest !== undefined && kept.size >= MOST) kept.delete(oldest);
      const id = randomBytes(32).toString('base64url');
      kept.set(keyOf(id), { ...signIn, until: clock().getTime() + patienceMs });
      return id;
    },
    /** @returns undefined if it never started, was already continued, or took too long. */
    take(id: string): PendingSignIn | undefined {
      const key = keyOf(id);
      const signIn = kept.get(key);
      kept.delete(key);
      return signIn && clock().getTime() < signIn.until ? signIn : undefined;
    },
  };
}
