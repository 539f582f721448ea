import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { z } from 'zod';
import { unnoted, type AccessEvent } from '../../../contract/insights/accessLog.ts';
import {
  alertRule,
  alertsAnswer,
  alertSwitch,
  delivery,
  madeAlert,
  mostRules,
  type AlertRule,
} from '../../../contract/insights/alerts.ts';
import { refuse } from '../../shared/replies.ts';
import type { Access } from '../access/access.ts';
import type { AccessLog } from '../access/accessLog.ts';
import { jsonSchemaOf } from '../insights/openApi.ts';
import type { Alerts } from './alerts.ts';

type What = Extract<AccessEvent, { kind: 'alertSet' }>['what'];
interface OfRule {
  readonly Params: { readonly rule: string };
}

interface Ports {
  readonly alerts: Alerts;
  readonly k: number;
  readonly access: Pick<Access, 'guard' | 'readerOf' | 'hasRole'>;
  readonly accessLog: Pick<AccessLog, 'note'>;
}

const params = jsonSchemaOf(z.strictObject({ rule: z.uuid() }));
const described = (
  summary: string,
  { answer, takes }: { readonly answer: z.ZodType | null; readonly takes?: z.ZodType },
): FastifySchema => ({
  summary,
  security: [{ token: [] }],
  ...(takes && { body: jsonSchemaOf(takes) }),
  response: answer
    ? { 200: { description: 'The answer.', ...jsonSchemaOf(answer) } }
    : { 204: { description: 'Done.', type: 'null' } },
});

/** What is wrong with a rule, with the name of the value. */
function problemOf({ issues: [issue] }: z.ZodError): string {
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const where = [...(issue?.path ?? []), ...keys].join('.') || 'the body';
  return `${where}: ${issue?.message ?? 'not understood'}`.slice(0, 256);
}

const path = '/v1/insights/alerts';
const unknown = (reply: FastifyReply) => refuse(reply, 404, 'there is no such rule');

/** @returns undefined if the request has been answered. */
function parseRule(request: FastifyRequest, reply: FastifyReply): AlertRule | undefined {
  const rule = alertRule.safeParse(request.body);
  if (rule.success) return rule.data;
  void refuse(reply, 400, problemOf(rule.error));
  return undefined;
}

/** Logs what an officer does with a rule. @returns whether the entry is on disk; if not, the act must not happen. */
const createNote =
  ({ access, accessLog }: Ports) =>
  (request: FastifyRequest, rule: string, what: What): boolean =>
    accessLog.note({ kind: 'alertSet', who: access.readerOf(request), rule, what });

function settingRoutes(app: FastifyInstance, ports: Ports): void {
  const { alerts, access } = ports;
  const preHandler = access.guard('officer');
  const note = createNote(ports);

  app.post(
    path,
    {
      preHandler,
      bodyLimit: 8 * 1024,
      schema: described('Makes a rule', { answer: madeAlert, takes: alertRule }),
    },
    (request, reply) => {
      const rule = parseRule(request, reply);
      if (!rule) return reply;
      if (!alerts.hasRoom()) return refuse(reply, 409, `there are ${mostRules} rules, the most`);
      const id = randomUUID();
      if (!note(request, id, 'made')) return refuse(reply, 503, unnoted);
      alerts.set(id, rule, access.readerOf(request).name);
      return reply.send({ id });
    },
  );

  app.put<OfRule>(
    `${path}/:rule`,
    {
      preHandler,
      bodyLimit: 8 * 1024,
      schema: {
        params,
        ...described('Changes a rule, which begins anew', { answer: madeAlert, takes: alertRule }),
      },
    },
    (request, reply) => {
      const { rule: id } = request.params;
      if (!alerts.has(id)) return unknown(reply);
      const rule = parseRule(request, reply);
      if (!rule) return reply;
      if (!note(request, id, 'changed')) return refuse(reply, 503, unnoted);
      alerts.set(id, rule, access.readerOf(request).name);
      return reply.send({ id });
    },
  );

  app.delete<OfRule>(
    `${path}/:rule`,
    { preHandler, schema: { params, ...described('Deletes a rule', { answer: null }) } },
    (request, reply) => {
      const { rule: id } = request.params;
      if (!alerts.has(id)) return unknown(reply);
      if (!note(request, id, 'deleted')) return refuse(reply, 503, unnoted);
      alerts.delete(id);
      return reply.code(204).send();
    },
  );
}

function switchRoute(app: FastifyInstance, ports: Ports): void {
  const { alerts, access } = ports;
  app.put<OfRule>(
    `${path}/:rule/switch`,
    {
      preHandler: access.guard('officer'),
      bodyLimit: 1024,
      schema: {
        params,
        ...described('Switches a rule off or on again', {
          answer: alertSwitch,
          takes: alertSwitch,
        }),
      },
    },
    (request, reply) => {
      const { rule: id } = request.params;
      if (!alerts.has(id)) return unknown(reply);
      const wanted = alertSwitch.safeParse(request.body);
      if (!wanted.success) return refuse(reply, 400, problemOf(wanted.error));
      const { on } = wanted.data;
      const what = on ? 'switchedOn' : 'switchedOff';
      if (!createNote(ports)(request, id, what)) return refuse(reply, 503, unnoted);
      alerts.turn(id, on);
      return reply.send({ on });
    },
  );
}

/**
 * `/v1/insights/alerts…`: engineers read the rules and what fires; officers set rules and try them. Each of these is in
 * the access log before it happens.
 */
export function alertRoutes(app: FastifyInstance, ports: Ports): void {
  const { alerts, k, access } = ports;
  app.get(
    path,
    {
      preHandler: access.guard('engineer', 'officer'),
      schema: described('The rules of alerts, and what fires', { answer: alertsAnswer }),
    },
    (request, reply) => {
      const mayChange = access.hasRole(request, 'officer');
      const { canMail } = alerts;
      return reply.send({ k, mayChange, canMail, alerts: alerts.list(mayChange) });
    },
  );

  settingRoutes(app, ports);
  switchRoute(app, ports);

  app.post<OfRule>(
    `${path}/:rule/trial`,
    {
      preHandler: access.guard('officer'),
      schema: { params, ...described('Sends a trial of a rule', { answer: delivery }) },
    },
    async (request, reply) => {
      const { rule: id } = request.params;
      if (!alerts.has(id)) return unknown(reply);
      if (!createNote(ports)(request, id, 'tried')) return refuse(reply, 503, unnoted);
      const tried = await alerts.tryOut(id);
      return tried ? reply.send(tried) : unknown(reply);
    },
  );
}
