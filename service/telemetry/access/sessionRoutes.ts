import type { FastifyInstance } from 'fastify';
import {
  sessionCookie,
  signInSchema,
  type Providers,
  type Session,
} from '../../../contract/insights/session.ts';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { refuse } from '../../shared/replies.ts';
import { createSessionCookie } from '../../shared/sessionCookie.ts';
import type { OpenSession, Sessions } from '../../shared/sessions.ts';
import { holder, type Access } from './access.ts';
import type { OpenId } from './openId.ts';
import type { Reader } from './reader.ts';

const told = ({ reader: { name, roles }, until }: OpenSession<Reader>): Session => ({
  name,
  roles: [...roles],
  until,
});

/**
 * `/insights/session`: `POST` signs in with the token, `GET` says who is signed in, `DELETE` signs out;
 * `/insights/session/providers` lists the other ways to sign in.
 */
export function sessionRoutes(
  app: FastifyInstance,
  ports: {
    readonly access: Pick<Access, 'takesToken' | 'originOf'>;
    readonly sessions: Sessions<Reader>;
    readonly addresses: Pick<ClientAddresses, 'isByProxy'>;
    readonly openId: Pick<OpenId, 'name'> | null;
  },
): void {
  const { access, sessions, openId } = ports;
  const cookie = createSessionCookie(sessionCookie, ports);
  const path = '/insights/session';

  app.post(path, { bodyLimit: 2048 }, (request, reply) => {
    // No other page may sign someone in without their knowledge.
    if (access.originOf(request) === 'other')
      return refuse(reply, 403, 'this was not asked for by a page of this service');
    const body = signInSchema.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'the body must be {"token":"…"}');
    if (!access.takesToken(body.data.token.trim(), request, reply)) return reply;
    return reply.send(told(cookie.begin(holder, request, reply)));
  });

  app.get(path, (request, reply) => {
    const id = request.cookies[sessionCookie];
    if (id === undefined) return refuse(reply, 401, 'nobody is signed in');
    const session = sessions.of(id);
    if (session) return reply.send(told(session));
    cookie.end(request, reply);
    return refuse(reply, 401, 'this session has ended, or is none: sign in again');
  });

  app.delete(path, (request, reply) => {
    if (access.originOf(request) !== 'same')
      return refuse(reply, 403, 'this was not asked for by a page of this service');
    cookie.end(request, reply);
    return reply.code(204).send();
  });

  app.get(`${path}/providers`, (_request, reply) =>
    reply.send({ openIdConnect: openId && { name: openId.name } } satisfies Providers),
  );
}
