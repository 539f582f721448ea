import { WebSocket } from 'ws';
import type { Faults } from '../shared/faults.ts';

const INTERNAL_ERROR = 1011;
/** Milliseconds until a connection that does not answer the close is cut off. */
const CLOSING_MS = 1000;

/**
 * A WebSocket whose listeners can't end the server: an error thrown by one costs that connection, which is closed with
 * 1011 (RFC 6455, section 7.4.1). Its messages after that are ignored.
 * @param where its name in the log and in `/metrics`.
 */
export function containedWebSocket(faults: Faults, where: string): typeof WebSocket {
  return class ContainedWebSocket extends WebSocket {
    #isFaulty = false;

    override emit(event: string | symbol, ...args: unknown[]): boolean {
      if (this.#isFaulty && event === 'message') return false;
      let wasHeard = true;
      faults.contain(
        where,
        () => {
          wasHeard = super.emit(event, ...args);
        },
        () => {
          this.#isFaulty = true;
          this.close(INTERNAL_ERROR);
          setTimeout(() => {
            this.terminate();
          }, CLOSING_MS).unref();
        },
      );
      return wasHeard;
    }
  };
}
