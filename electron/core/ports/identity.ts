/** What a service owes that was asked to erase. */
export interface Erasure {
  readonly key: string;
  /** ISO 8601. */
  readonly askedAt: string;
  /** The address of the service that owes it; without one, whichever holds when it is asked. */
  readonly by?: string | undefined;
}

export interface Identity {
  readonly deviceId: string;
  /** The key that error records made now can be erased with. */
  withdrawalKey(): string;
  /** Keeps that error records of this key go to the service at this address. Throws where the disk refuses. */
  sendsTo(address: string): void;
  /** What no service has confirmed yet, the oldest first; another array whenever it changes. */
  withdrawals(): readonly Erasure[];
  /**
   * Gives the key up for a new one, and keeps it until each service that was sent error records has confirmed.
   * Throws where the disk refuses. @param here the address in force, which is asked where no service is known to have any.
   */
  withdraw(askedAt: string, here: string | undefined): void;
  confirmed(erasure: Erasure): void;
}
