import { sessionCookie } from '../../../contract/insights/session.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../shared/replies.ts';
import { askedFor } from '../../shared/askedFor.ts';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { textsFor } from '../../shared/requestTexts.ts';
import type { Sessions } from '../../shared/sessions.ts';
import type { OpenId, SignInProblem } from './openId.ts';
import type { Reader } from './reader.ts';
import { createSessionCookie } from '../../shared/sessionCookie.ts';

/** Holds the ID of a pending sign-in; `Lax`, since the browser returns from the provider's page with it. */
const startCookie = 'candor-insights-start';

const statuses: Readonly<Record<SignInProblem, number>> = {
  providerAway: 502,
  badAnswer: 502,
  providerRefused: 403,
  noRole: 403,
  unknown: 400,
};

/** `GET /insights/session/start` redirects to the provider, which redirects to `/insights/session/callback`. */
export function openIdRoutes(
  app: FastifyInstance,
  ports: {
    /** Null if no provider is set up. */
    readonly openId: OpenId | null;
    readonly sessions: Sessions<Reader>;
    readonly addresses: Pick<ClientAddresses, 'isByProxy'>;
  },
): void {
  const { openId, addresses } = ports;
  const session = createSessionCookie(sessionCookie, ports);
  const options = ({ raw }: FastifyRequest) =>
    ({
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: askedFor(raw, addresses).isSecure,
    }) as const;

  /** Answers in plain text, which the browser shows as it is. */
  const say = (
    problem: SignInProblem,
    { name, pageAddress }: OpenId,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => {
    const t = textsFor(request);
    const said = t(`serviceCommand.openId.problem.${problem}`, { name });
    const next = t('serviceCommand.openId.again', { page: pageAddress });
    return reply
      .code(statuses[problem])
      .type('text/plain; charset=utf-8')
      .send(`${said}\n${next}\n`);
  };

  app.get('/insights/session/start', async (request, reply) => {
    if (!openId) return refuse(reply, 404, 'no OpenID Connect provider is set up');
    const started = await openId.start();
    if (!started.ok) return say(started.problem, openId, request, reply);
    const maxAge = openId.patienceMs / 1000;
    reply.setCookie(startCookie, started.value.id, { ...options(request), maxAge });
    return reply.redirect(started.value.url, 303);
  });

  app.get('/insights/session/callback', async (request, reply) => {
    if (!openId) return refuse(reply, 404, 'no OpenID Connect provider is set up');
    const id = request.cookies[startCookie] ?? '';
    reply.clearCookie(startCookie, options(request));
    const query = request.raw.url?.split('?').slice(1).join('?') ?? '';
    const ended = await openId.end(id, query);
    if (!ended.ok) return say(ended.problem, openId, request, reply);
    session.begin(ended.value, request, reply);
    return reply.redirect(openId.pageAddress, 303);
  });
}
