import type { FastifyReply, FastifyRequest } from 'fastify';
import { askedFor } from './askedFor.ts';
import type { ClientAddresses } from './clientAddress.ts';
import type { OpenSession, Sessions } from './sessions.ts';

/** Sets and deletes the cookie that holds a session's ID. */
export function createSessionCookie<Reader>(
  name: string,
  {
    sessions,
    addresses,
  }: {
    readonly sessions: Sessions<Reader>;
    readonly addresses: Pick<ClientAddresses, 'isByProxy'>;
  },
) {
  const options = ({ raw }: FastifyRequest) =>
    ({
      // A proxy may put the server under a prefix of its own.
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: askedFor(raw, addresses).isSecure,
    }) as const;
  const end = (request: FastifyRequest, reply: FastifyReply): void => {
    const id = request.cookies[name];
    if (id !== undefined) sessions.end(id);
    reply.clearCookie(name, options(request));
  };
  return {
    options,
    end,
    /** Begins a session under an ID of its own, which no one can have put into the browser before. */
    begin(reader: Reader, request: FastifyRequest, reply: FastifyReply): OpenSession<Reader> {
      end(request, reply);
      const { id, ...session } = sessions.begin(reader);
      reply.setCookie(name, id, options(request));
      return session;
    },
  };
}
