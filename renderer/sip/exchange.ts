import { isStaleChallenge } from './challenges.ts';
import { betweenHeaders, END, valueOf } from './messageHead.ts';
import { nameOf } from './receivedHead.ts';

/** What JsSIP does not reveal of the pool's answers, derived from what is sent and received. */
export interface Exchange {
  /** Whether the pool has said anything since the last request, understood or not. */
  readonly hasHeard: () => boolean;
  /**
   * Whether the last REGISTER answered a challenge with a nonce that was still valid: only then can its refusal mean a
   * wrong password.
   */
  readonly provedPassword: () => boolean;
}

const proof = /^(proxy-)?authorization:/im;

/** Whether a refusal says that the answer was to an old challenge, whatever the password (RFC 2617, section 3.2.1). */
function isStale(message: string): boolean {
  if (!/^SIP\/2\.0 40[17] /.test(message)) return false;
  const [, ...headers] = (message.split(END, 1)[0] ?? '').split(betweenHeaders);
  const isOfRegister = headers.some(
    (header) => nameOf(header) === 'cseq' && /\sREGISTER$/.test(valueOf(header)),
  );
  return isOfRegister && headers.some(isStaleChallenge);
}

/** Follows connections, one after the other. */
export function createExchange() {
  let hasHeard = false;
  let provedPassword = false;
  return {
    began: (): void => {
      hasHeard = false;
    },
    asked: (request: string): void => {
      hasHeard = false;
      if (request.startsWith('REGISTER ')) provedPassword = proof.test(request);
    },
    /** @param data as it came; mere line breaks only keep a connection open (RFC 5626). */
    heard: (data: string): void => {
      if (data.trim() !== '') hasHeard = true;
      if (isStale(data)) provedPassword = false;
    },
    hasHeard: () => hasHeard,
    provedPassword: () => provedPassword,
  };
}
