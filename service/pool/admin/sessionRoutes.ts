import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { adminPaths } from '../../../contract/admin/paths.ts';
import type { AdminProblem } from '../../../contract/admin/problems.ts';
import {
  adminSignIn,
  enrolment,
  enrolmentAsked,
  type EnrolmentOffer,
} from '../../../contract/admin/session.ts';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { done, failed } from '../../shared/outcome.ts';
import { refuse } from '../../shared/replies.ts';
import type { Guesses } from '../accounts/guesses.ts';
import type { ChangeLog } from '../changes/changeLog.ts';
import { attemptOf, type AdminAccess } from './adminAccess.ts';
import type { Administrators, KeptAdministrator } from './administrators.ts';
import { refuseWith } from './adminReplies.ts';
import { noted } from './noted.ts';
import type { PasswordHashes } from './passwordHash.ts';
import { checkCode, makeTotpSecret, totpAddress } from './totp.ts';

interface Ports {
  readonly access: AdminAccess;
  readonly administrators: Administrators;
  readonly addresses: Pick<ClientAddresses, 'of'>;
  readonly guesses: Guesses;
  readonly hashes: PasswordHashes;
  readonly now: () => number;
  readonly changeLog: Pick<ChangeLog, 'exclusively' | 'note'>;
}

type Proof =
  | { readonly ok: true; readonly who: KeptAdministrator }
  | { readonly ok: false; readonly problem: AdminProblem | 'busy' };

const no = (problem: AdminProblem | 'busy'): Proof => ({ ok: false, problem });

/** `session`: signs in with password and code, tells who is signed in, signs out. */
export function adminSessionRoutes(app: FastifyInstance, ports: Ports): void {
  const { access, administrators, guesses, hashes, addresses } = ports;
  const nobodysSecret = makeTotpSecret();

  const waits = (request: FastifyRequest, name: string): AdminProblem | undefined => {
    const attempt = attemptOf(name, addresses.of(request.raw), access.deviceOf(request));
    const ms = guesses.waitMs(attempt);
    return ms > 0 ? { kind: 'wait', seconds: Math.ceil(ms / 1000) } : undefined;
  };

  const prove = async (
    request: FastifyRequest,
    { name, password, code }: Readonly<Record<'name' | 'password' | 'code', string>>,
  ): Promise<Proof> => {
    const who = administrators.find(name);
    const fits = await hashes.fits(password, who?.password ?? undefined);
    if (fits === undefined) return no('busy');
    // Of many that were asked at once, those that come after too many wrong ones.
    const tooMany = waits(request, name);
    if (tooMany) return no(tooMany);
    // Always, so that the time it takes tells nobody that the password was right.
    const verdict = checkCode(who?.totpSecret ?? nobodysSecret, code, ports.now());
    if (!fits || !who?.totpSecret) return no({ kind: 'wrong' });
    if (verdict.kind !== 'right') return no(verdict);
    return administrators.take(who, verdict.step) ? { ok: true, who } : no({ kind: 'replayed' });
  };

  app.post(adminPaths.session, async (request, reply) => {
    const body = adminSignIn.safeParse(request.body);
    if (!body.success)
      return refuse(reply, 400, 'the body must be {"name":"…","password":"…","code":"123456"}');
    const { name } = body.data;
    const tooMany = waits(request, name);
    if (tooMany) return refuseWith(reply, tooMany);
    const proof = await prove(request, body.data);
    if (proof.ok) return access.begin(proof.who, request, reply);
    if (proof.problem === 'busy') return refuse(reply, 503, 'too many are signing in: try again');
    if (proof.problem.kind !== 'wait')
      guesses.noteWrong(attemptOf(name, addresses.of(request.raw), access.deviceOf(request)));
    return refuseWith(reply, proof.problem);
  });

  app.get(adminPaths.session, (request) => access.sessionOf(request));

  app.delete(adminPaths.session, (request, reply) => {
    access.end(request, reply);
    return reply.code(204).send();
  });

  enrolmentRoutes(app, ports);
}

/** `enrolment`: who has an administrator's one-time link chooses a password, and shows an authenticator's code. */
function enrolmentRoutes(
  app: FastifyInstance,
  { access, administrators, changeLog, hashes, now }: Ports,
): void {
  const linked = (secret: string) => {
    const link = administrators.findLink(secret, 'enrol');
    const who = link && administrators.find(link.subject);
    return link?.totpSecret && who ? { ...link, totpSecret: link.totpSecret, who } : undefined;
  };
  const noLink = (reply: FastifyReply) => refuseWith(reply, { kind: 'link' });

  app.post(adminPaths.enrolmentLook, (request, reply) => {
    const body = enrolmentAsked.safeParse(request.body);
    const link = body.success ? linked(body.data.secret) : undefined;
    if (!link) return noLink(reply);
    const { name, role } = link.who;
    return reply.send({
      name,
      role,
      totpSecret: link.totpSecret,
      totpAddress: totpAddress(request.hostname, name, link.totpSecret),
      until: link.until,
    } satisfies EnrolmentOffer);
  });

  app.post(adminPaths.enrolment, async (request, reply) => {
    const body = enrolment.safeParse(request.body);
    if (!body.success)
      return refuse(reply, 400, 'the body must hold secret, password (12 or more) and code');
    const { secret, password, code } = body.data;
    const link = linked(secret);
    if (!link) return noLink(reply);
    const verdict = checkCode(link.totpSecret, code, now());
    if (verdict.kind !== 'right') return refuseWith(reply, verdict);
    const { name } = link.who;
    const chosen = { name, password: await hashes.make(password), totpSecret: link.totpSecret };
    const enrolled = noted({ administrators, changeLog }, { by: 'link' }, () =>
      administrators.enrol(secret, chosen, verdict.step)
        ? done({ kind: 'administratorEnrolled', name })
        : failed(undefined),
    );
    if (!enrolled.ok) return noLink(reply);
    const who = administrators.find(name);
    return who ? access.begin(who, request, reply) : noLink(reply);
  });
}
