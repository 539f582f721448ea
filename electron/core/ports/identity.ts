/** An erasure that a service was asked for, and owes. */
export interface Erasure {
  readonly key: string;
  /** ISO 8601. */
  readonly askedAt: string;
  /** The address of the service that owes it; if undefined, whichever is current when it is asked. */
  readonly by?: string | undefined;
}

export interface Identity {
  readonly deviceId: string;
  /** The key that error records made now can be erased with. */
  withdrawalKey(): string;
  /** Notes that error records of this key go to the service at this address. Throws if the disk refuses. */
  sendsTo(address: string): void;
  /** What no service has confirmed yet, oldest first; a new array whenever it changes. */
  withdrawals(): readonly Erasure[];
  /**
   * Replaces the key, and keeps the old one until each service that was sent error records has confirmed. Throws if
   * the disk refuses.
   * @param here the current address, which is asked if no service is known to have any.
   */
  withdraw(askedAt: string, here: string | undefined): void;
  confirmed(erasure: Erasure): void;
}
