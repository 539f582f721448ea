import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { meetingPaths } from '../../../contract/meetingLimits.ts';
import type { ClientAddresses } from '../../shared/clientAddress.ts';
import { refuse } from '../../shared/replies.ts';
import { languageOf } from '../../shared/language.ts';
import type { Meetings } from '../meetings/meetings.ts';
import { originOf } from '../origin.ts';
import { invitation, joinPageFiles, notFound, over, withoutBrowser } from './page.ts';

interface Ports {
  readonly meetings: Meetings;
  readonly addresses: Pick<ClientAddresses, 'isByProxy'>;
  /** Contains `meeting.html` and its `assets`, which the build makes; without it nobody joins in a browser. */
  readonly webFolder: string | undefined;
}

interface WithId {
  Params: { id: string };
}

const closed = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const pagePolicy = `${closed}; style-src 'self'; img-src 'self'`;

/**
 * The hash of the empty string: it lets Fluent make empty style elements and fill them by insertRule, and no others.
 */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
const meetingPolicy = (pool: string) =>
  [
    closed,
    "script-src 'self'",
    `style-src 'self' ${emptyStyle}`,
    "img-src 'self' data:",
    `connect-src 'self' ${pool.replace(/^http/, 'ws')}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

const YEAR_MS = 365 * 24 * 3_600_000;

function sendPage(reply: FastifyReply, status: number, page: string, policy = pagePolicy) {
  return reply
    .code(status)
    .header('content-security-policy', policy)
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('permissions-policy', 'microphone=(self), camera=(), geolocation=()')
    .header('vary', 'accept-language')
    .type('text/html; charset=utf-8')
    .send(page);
}

function serveFiles(app: FastifyInstance): void {
  const style = readFileSync(join(import.meta.dirname, 'style.css'));
  const icon = readFileSync(join(import.meta.dirname, '../../../assets/icon.svg'));
  app.get(joinPageFiles.style, (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(style),
  );
  app.get(joinPageFiles.icon, (_request, reply) => reply.type('image/svg+xml').send(icon));
}

/** `GET /join/:id`, which a meeting's link opens, and the meeting itself in the browser. */
export async function joinPageRoutes(
  app: FastifyInstance,
  { meetings, addresses, webFolder = '' }: Ports,
): Promise<void> {
  const bundle = join(webFolder, 'meeting.html');
  const hasBrowser = webFolder !== '' && existsSync(bundle);
  serveFiles(app);
  if (hasBrowser)
    await app.register(fastifyStatic, {
      root: join(webFolder, 'assets'),
      prefix: '/join/assets/',
      index: false,
      decorateReply: false,
      // Their names change with their content.
      cacheControl: true,
      maxAge: YEAR_MS,
      immutable: true,
    });

  /** The meeting if it is open; otherwise the request has been answered. */
  const openMeeting = (request: FastifyRequest<WithId>, reply: FastifyReply) => {
    const language = languageOf(request);
    const meeting = meetings.show(request.params.id);
    const pool = originOf(request, addresses);
    if (!meeting) sendPage(reply, 404, notFound(language));
    else if (meeting.state === 'over') sendPage(reply, 410, over(language, meeting));
    else if (!pool.ok) refuse(reply, 400, pool.problem);
    else return { language, meeting, pool: pool.value };
    return undefined;
  };

  app.get<WithId>(meetingPaths.joinPage(':id'), (request, reply) => {
    const open = openMeeting(request, reply);
    if (!open) return reply;
    const { language, meeting, pool } = open;
    return sendPage(reply, 200, invitation(language, meeting, { pool, hasBrowser }));
  });

  app.get<WithId>(meetingPaths.joinInBrowser(':id'), (request, reply) => {
    const open = openMeeting(request, reply);
    if (!open) return reply;
    const { language, meeting, pool } = open;
    if (!hasBrowser) return sendPage(reply, 404, withoutBrowser(language, meeting));
    return sendPage(reply, 200, readFileSync(bundle, 'utf8'), meetingPolicy(pool));
  });
}
