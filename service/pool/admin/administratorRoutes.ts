import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Change } from '../../../contract/admin/changeLog.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import type { AdminProblem } from '../../../contract/admin/problems.ts';
import {
  administratorChange,
  newAdministrator,
  type LinkAnswer,
} from '../../../contract/admin/session.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { refuse } from '../../shared/replies.ts';
import { changerOf } from './changing.ts';
import { noted } from './noted.ts';
import type { AdminParts } from './parts.ts';
import { createSecrets } from './secrets.ts';

interface WithName {
  Params: { name: string };
}

/** `administrators`: an owner says who administers the pool. */
export function administratorRoutes(app: FastifyInstance, parts: AdminParts): void {
  const { administrators, changing, access } = parts;
  const secrets = createSecrets(parts);

  const make = (request: FastifyRequest, run: () => Outcome<Change, AdminProblem>) =>
    noted(parts, changerOf(access, request), run);
  const known = (name: string) => administrators.find(name);
  /** Whether the pool would be without an owner. */
  const isLastOwner = (name: string): boolean =>
    known(name)?.role === 'owner' && administrators.owners() === 1;

  app.get(adminPaths.administrators, (_request, reply) =>
    reply.send({ administrators: administrators.list() }),
  );

  app.post(adminPaths.administrators, (request, reply) => {
    const body = newAdministrator.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'the body must hold name and role');
    const pool = secrets.poolFor(request, reply);
    if (pool === undefined) return reply;
    const { name, role } = body.data;
    const made = changing.writing(reply, () => {
      const added = make(request, () =>
        administrators.add(name, role)
          ? done({ kind: 'administratorAdded', name, role })
          : failed({ kind: 'thereAlready' }),
      );
      return added.ok ? done(secrets.link(pool, 'enrol', name)) : added;
    });
    return made === undefined ? reply : reply.code(201).send(made satisfies LinkAnswer);
  });

  const path = adminPaths.administrator('').concat(':name');
  app.patch<WithName>(path, (request, reply) => {
    const body = administratorChange.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'the body must hold role');
    const [{ name }, { role: to }] = [request.params, body.data];
    const made = changing.writing(reply, () =>
      make(request, () => {
        const from = known(name)?.role;
        if (from === undefined) return failed({ kind: 'unknown' });
        if (to !== 'owner' && isLastOwner(name)) return failed({ kind: 'lastOwner' });
        administrators.setRole(name, to);
        return done({ kind: 'administratorRole', name, from, to });
      }),
    );
    return made === undefined ? reply : reply.code(204).send();
  });

  app.post<WithName>(`${path}/reset`, (request, reply) => {
    const pool = secrets.poolFor(request, reply);
    if (pool === undefined) return reply;
    const { name } = request.params;
    const made = changing.writing(reply, () => {
      const reset = make(request, () =>
        administrators.reset(name)
          ? done({ kind: 'administratorReset', name })
          : failed({ kind: 'unknown' }),
      );
      return reset.ok ? done(secrets.link(pool, 'enrol', name)) : reset;
    });
    return made === undefined ? reply : reply.send(made satisfies LinkAnswer);
  });

  app.delete<WithName>(path, (request, reply) => {
    const { name } = request.params;
    const made = changing.writing(reply, () =>
      make(request, () => {
        const role = known(name)?.role;
        if (role === undefined) return failed({ kind: 'unknown' });
        if (isLastOwner(name)) return failed({ kind: 'lastOwner' });
        administrators.remove(name);
        return done({ kind: 'administratorRemoved', name, role });
      }),
    );
    return made === undefined ? reply : reply.code(204).send();
  });
}
