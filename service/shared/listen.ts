import type { FastifyInstance } from 'fastify';
import { CannotStart, codeOf } from './outcome.ts';

/** Connections that may wait to be let in; whose SYN finds no place tries again only a second later. */
const BACKLOG = 4096;

/**
 * Listens on the loopback address.
 * @param port 0 takes any free one. @param onRefused lets go of what else is open, where the port can't be had.
 * @returns the address; it rejects with {@link CannotStart}.
 */
export async function listen(
  server: FastifyInstance,
  port: number,
  onRefused: () => Promise<void>,
): Promise<string> {
  try {
    return await server.listen({ host: '127.0.0.1', port, backlog: BACKLOG });
  } catch (error) {
    await onRefused();
    const code = codeOf(error);
    throw new CannotStart((t) =>
      code === 'EADDRINUSE'
        ? t('serverCommand.portTaken', { port })
        : t('serverCommand.portRefused', { port, code }),
    );
  }
}
