import type { InputOf } from '../../contract/ipc.ts';

/** Why a pool signs nobody in, as far as it can be told apart. */
export type Failure =
  | { readonly kind: 'credentials' }
  | { readonly kind: 'certificate' }
  | { readonly kind: 'unreachable' }
  /** It accepts, and says nothing. */
  | { readonly kind: 'silent' }
  /** It answers, but not as a pool does. */
  | { readonly kind: 'notPool' }
  /** It takes SIP over WebSocket, and says nothing that is a proper answer. */
  | { readonly kind: 'garbled' }
  /** It asks for the password in no way that JsSIP can answer: SIP status 401 or 407. */
  | { readonly kind: 'challenge'; readonly status: number }
  /** It knows no such account, or does not want it: SIP status 4xx. */
  | { readonly kind: 'refused'; readonly status: number }
  /** It wants a registration to last longer than it was asked for, and no longer one is long enough: SIP status 423. */
  | { readonly kind: 'interval'; readonly status: number }
  /** It has a problem of its own, or one on the way to it has: SIP status 5xx or 6xx, one that passes, or a redirection, which nobody here follows. */
  | { readonly kind: 'server'; readonly status: number };

/** Why nobody is signed in, though the pool may have said yes. */
export type WhySignedOut =
  | Failure
  /** What is kept of the account's conversations on this device could not be opened. */
  | { readonly kind: 'history' }
  /** The pool took the password from the window, but would not, or could not, confirm it to the main process. */
  | { readonly kind: 'unproven' };

/** Of RFC 3261, section 21.4, and RFC 5626, section 11.6: what a proxy says that got no answer, or has lost a connection, for now. */
const passing: ReadonlySet<number> = new Set([408, 430, 480, 491]);

/**
 * What a registrar's refusal means (RFC 3261, section 21).
 * @param provedPassword whether what it refused had answered its challenge.
 */
export function failureOf(status: number, provedPassword: boolean): Failure {
  if (status === 401 || status === 407)
    return provedPassword ? { kind: 'credentials' } : { kind: 'challenge', status };
  if (status === 423) return { kind: 'interval', status };
  const isForGood = status >= 400 && status < 500 && !passing.has(status);
  return { kind: isForGood ? 'refused' : 'server', status };
}

/** Whether waiting helps: a person has to do something about the others. */
export const passesByItself = ({ kind }: Failure): boolean =>
  kind === 'unreachable' || kind === 'silent' || kind === 'server' || kind === 'garbled';

/**
 * Whether who was signed in stays: their contacts and what they wrote are not taken away because a network
 * that asks for a sign-in of its own shows another certificate for a while.
 */
export const mayReturn = (failure: Failure): boolean =>
  passesByItself(failure) || failure.kind === 'certificate';

/** The failure as the main process is told of it. */
export function reported(failure: Failure): InputOf<'signInFailed'> {
  switch (failure.kind) {
    case 'refused':
    case 'server':
    case 'challenge':
      return { cause: failure.kind, code: String(failure.status) };
    case 'interval':
      return { cause: 'refused', code: String(failure.status) };
    case 'notPool':
      return { cause: 'refused' };
    case 'credentials':
    case 'certificate':
    case 'unreachable':
    case 'silent':
    case 'garbled':
      return { cause: failure.kind };
  }
}
