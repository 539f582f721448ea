import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { unnoted } from '../../../contract/insights/accessLog.ts';
import { answers, groupAnswer } from '../../../contract/insights/answers.ts';
import type { ErrorState } from '../../../contract/insights/errorState.ts';
import {
  questionNames,
  querySchemas,
  releasesSchema,
  type InsightQuery,
  type Question,
} from '../../../contract/insights/queries.ts';
import type { ErrorStates } from '../errors/states/states.ts';
import type { Clock } from '../ingest/intake.ts';
import { csvType, toCsv, wantsCsv } from '../insights/csv.ts';
import type { Insights } from '../insights/insights.ts';
import { describeRoutes, routeSchema } from '../insights/openApi.ts';
import { parseQuery, parseReleases } from '../insights/parseQuery.ts';
import { refuse } from '../../shared/replies.ts';
import { whenPrepared } from './whenPrepared.ts';
import type { Outcome } from '../../shared/outcome.ts';

interface Ports {
  readonly insights: Insights;
  readonly clock: Clock;
  /** Lets only those pass who may read aggregates. */
  readonly guard: (request: FastifyRequest, reply: FastifyReply) => Promise<void>;
  /** Whether the requester may see every error, and single reports. */
  readonly seesErrors: (request: FastifyRequest) => boolean;
  /** The states that engineers gave to groups of errors. */
  readonly states: Pick<ErrorStates, 'seenBy'>;
  /**
   * Logs that single reports of a group are read.
   * @returns whether it was logged; if not, they are not shown.
   */
  readonly noteReports: (request: FastifyRequest, reports: number) => boolean;
}

const summaries: Readonly<Record<Question, string>> = {
  devices: 'Active devices and people, or device-days by model or surface',
  versions: 'Versions and their adoption',
  systems: 'Operating systems and their versions',
  languages: 'Languages and regions',
  signins: 'Sign-in attempts and failures',
  usage: 'Messages, calls and meetings',
  features: 'Features, by how many devices used them and how often',
  organisations: 'Use by organisation',
  stability: 'Crash-free sessions, hangs and dropped records',
  errors: 'Errors that are the same, as groups',
  releases: 'Two versions side by side',
};

interface AnyAnswer {
  readonly rows: readonly object[];
}

/** Groups of errors with the states that engineers gave them. */
function withStates(
  answer: { readonly rows: readonly { readonly group: string }[] },
  stateOf: (group: string) => ErrorState,
): AnyAnswer {
  return { ...answer, rows: answer.rows.map((row) => ({ ...row, state: stateOf(row.group) })) };
}

/** Sends an answer in the format that the request asks for. */
function sendAnswer(request: FastifyRequest, reply: FastifyReply, answer: AnyAnswer) {
  const { format } = request.query as { readonly format?: unknown };
  return wantsCsv(request.headers.accept, format)
    ? reply.type(csvType).send(toCsv(answer.rows))
    : reply.send(answer);
}

/** `GET /v1/insights/…`: the questions that the data answer. */
export async function insightRoutes(
  app: FastifyInstance,
  { insights, clock, guard, seesErrors, states, noteReports }: Ports,
): Promise<void> {
  await describeRoutes(app);
  const today = () => clock().toISOString().slice(0, 10);
  const statesFor = (every: boolean) => states.seenBy(every ? 1 : insights.k);

  const preHandler = [guard, whenPrepared(insights)];

  const add = <Query>(
    question: Question,
    query: z.ZodType,
    {
      parse,
      answer,
    }: {
      readonly parse: (query: unknown, today: string) => Outcome<Query>;
      readonly answer: (query: Query, request: FastifyRequest) => AnyAnswer;
    },
  ) => {
    const schema = routeSchema({ summary: summaries[question], query, answer: answers[question] });
    app.get(`/v1/insights/${question}`, { preHandler, schema }, (request, reply) => {
      const asked = parse(request.query, today());
      if (!asked.ok) return refuse(reply, 400, asked.problem);
      return sendAnswer(request, reply, answer(asked.value, request));
    });
  };

  for (const question of questionNames) {
    if (question === 'releases')
      add(question, releasesSchema, { parse: parseReleases, answer: insights.releases });
    else
      add<InsightQuery>(question, querySchemas[question], {
        parse: (query, now) => parseQuery(question, query, now),
        answer: (query, request) => {
          if (question !== 'errors') return insights.answer(question, query);
          const every = seesErrors(request);
          return withStates(insights.errors(query, every), statesFor(every));
        },
      });
  }

  const params = z.strictObject({ group: z.string() });
  const schema = routeSchema({
    summary: 'One group of errors; parts and reports for engineers alone',
    query: querySchemas.errors,
    answer: groupAnswer,
    params,
  });
  app.get<{ Params: { group: string } }>(
    '/v1/insights/errors/:group',
    { preHandler, schema },
    (request, reply) => {
      const asked = parseQuery('errors', request.query, today());
      if (!asked.ok) return refuse(reply, 400, asked.problem);
      const every = seesErrors(request);
      const found = insights.errorGroup(request.params.group, asked.value, every);
      if (!found) return refuse(reply, 404, 'there is no such group of errors in these days');
      const reports = found.rows[0]?.parts?.reports.length ?? 0;
      if (reports > 0 && !noteReports(request, reports)) return refuse(reply, 503, unnoted);
      return sendAnswer(request, reply, withStates(found, statesFor(every)));
    },
  );
}
