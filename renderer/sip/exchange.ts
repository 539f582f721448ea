/** What JsSIP keeps to itself of the pool's answers, told from what is sent and heard. */
export interface Exchange {
  /** Whether the pool said anything since it was last asked, understood or not. */
  readonly hasHeard: () => boolean;
  /** Whether the last REGISTER answered a challenge: only then can its refusal mean a wrong password. */
  readonly provedPassword: () => boolean;
}

const proof = /^(proxy-)?authorization:/im;

/** Follows one connection after the other. */
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
    /** @param data as it came; line breaks alone only keep a connection open (RFC 5626). */
    heard: (data: string): void => {
      if (data.trim() !== '') hasHeard = true;
    },
    hasHeard: () => hasHeard,
    provedPassword: () => provedPassword,
  };
}
