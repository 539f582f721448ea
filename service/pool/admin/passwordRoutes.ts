import type { FastifyInstance } from 'fastify';
import {
  passwordChosen,
  passwordLook,
  type PasswordOffer,
} from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { failed } from '../../shared/outcome.ts';
import { refuse } from '../../shared/replies.ts';
import type { PoolChanges } from '../changes/poolChanges.ts';
import { turns } from '../changes/turns.ts';
import { refuseWith } from './adminReplies.ts';
import type { AdminParts } from './parts.ts';
import { passwordMark } from './secrets.ts';

/** `password`: who has a one-time link for an account chooses its password, which no administrator is told. */
export function chosenPasswordRoutes(
  app: FastifyInstance,
  { file, look, administrators, changing, changes }: AdminParts & { readonly changes: PoolChanges },
): void {
  const linked = (secret: string) => {
    const link = administrators.findLink(secret, 'password');
    if (!link) return undefined;
    // The command line may have set another password just now.
    look();
    return passwordMark(file, link.subject) === link.bound ? link : undefined;
  };

  app.post(adminPaths.passwordLook, (request, reply) => {
    const body = passwordLook.safeParse(request.body);
    const link = body.success ? linked(body.data.secret) : undefined;
    if (!link) return refuseWith(reply, { kind: 'link' });
    const { subject: address, until } = link;
    const displayName = file.stored().accounts[address]?.displayName ?? address;
    return reply.send({ address, displayName, until } satisfies PasswordOffer);
  });

  app.post(adminPaths.password, (request, reply) => {
    const body = passwordChosen.safeParse(request.body);
    if (!body.success)
      return refuse(reply, 400, 'the body must hold secret and password (12 or more)');
    const { secret, password } = body.data;
    const made = changing.writing(reply, () => {
      const link = linked(secret);
      if (!link) return failed({ kind: 'link' });
      const turn = turns.setPassword(link.subject, password);
      const outcome = changes.make({ who: { by: 'link' }, turn });
      // Last: where the password could not be set, the link still can.
      if (outcome.ok) administrators.useLink(secret);
      return outcome;
    });
    return made === undefined ? reply : reply.code(204).send();
  });
}
