import type { InputOf } from '../../contract/ipc.ts';

/** Why a pool signs nobody in, as far as the reasons can be distinguished. */
export type Failure =
  | { readonly kind: 'credentials' }
  | { readonly kind: 'certificate' }
  | { readonly kind: 'unreachable' }
  /** It accepts connections, and says nothing. */
  | { readonly kind: 'silent' }
  /** It answers, but not as a pool does. */
  | { readonly kind: 'notPool' }
  /** It takes SIP over WebSocket, but says nothing that is a proper answer. */
  | { readonly kind: 'garbled' }
  /** It asks for the password in no way that JsSIP can answer: SIP status 401 or 407. */
  | { readonly kind: 'challenge'; readonly status: number }
  /** It knows no such account, or refuses it: SIP status 4xx. */
  | { readonly kind: 'refused'; readonly status: number }
  /** It wants a registration to last longer than requested, and no longer one is long enough: SIP status 423. */
  | { readonly kind: 'interval'; readonly status: number }
  /**
   * It, or something on the way to it, has a problem: SIP status 5xx or 6xx, a passing one, or a redirection, which is
   * never followed here.
   */
  | { readonly kind: 'server'; readonly status: number };

/** Why nobody is signed in, even if the pool may have accepted. */
export type WhySignedOut =
  | Failure
  /** The account's conversations on this device could not be opened. */
  | { readonly kind: 'history' }
  /** The pool accepted the password from the window, but would not, or could not, confirm it to the main process. */
  | { readonly kind: 'unproven' };

/**
 * From RFC 3261, section 21.4, and RFC 5626, section 11.6: statuses of a proxy that got no answer, or has lost a
 * connection, for now.
 */
const passing: ReadonlySet<number> = new Set([408, 430, 480, 491]);

/**
 * What a registrar's refusal means (RFC 3261, section 21).
 * @param provedPassword whether the refused request had answered its challenge.
 */
export function failureOf(status: number, provedPassword: boolean): Failure {
  if (status === 401 || status === 407)
    return provedPassword ? { kind: 'credentials' } : { kind: 'challenge', status };
  if (status === 423) return { kind: 'interval', status };
  const isForGood = status >= 400 && status < 500 && !passing.has(status);
  return { kind: isForGood ? 'refused' : 'server', status };
}

/** Whether waiting helps: all other failures need a person to do something. */
export const passesByItself = ({ kind }: Failure): boolean =>
  kind === 'unreachable' || kind === 'silent' || kind === 'server' || kind === 'garbled';

/**
 * Whether a person who was signed in stays so: their contacts and what they wrote are not taken away because a network
 * that asks for a sign-in of its own shows another certificate for a while.
 */
export const mayReturn = (failure: Failure): boolean =>
  passesByItself(failure) || failure.kind === 'certificate';

/** The failure as it is reported to the main process. */
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
