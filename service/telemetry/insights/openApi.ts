import swagger from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { z } from 'zod';

const errorSchema = z.strictObject({ error: z.string(), message: z.string() });

/** A Zod schema as JSON Schema, without `$schema`, since OpenAPI sets the dialect. */
export function jsonSchemaOf(schema: z.ZodType): object {
  const { $schema: dialect, ...json } = z.toJSONSchema(schema, { io: 'input' });
  return dialect === undefined ? {} : json;
}

/** What a route accepts and answers, in OpenAPI's terms. */
export const routeSchema = (told: {
  readonly summary: string;
  readonly query: z.ZodType;
  readonly answer: z.ZodType;
  readonly params?: z.ZodType;
}): FastifySchema => ({
  summary: told.summary,
  security: [{ token: [] }],
  querystring: jsonSchemaOf(told.query),
  ...(told.params && { params: jsonSchemaOf(told.params) }),
  response: {
    200: {
      description: 'The answer; as text/csv, its rows.',
      content: {
        'application/json': { schema: jsonSchemaOf(told.answer) },
        'text/csv': { schema: { type: 'string' } },
      },
    },
    400: { description: 'What of the query is not understood.', ...jsonSchemaOf(errorSchema) },
    401: { description: 'Nobody is signed in.', ...jsonSchemaOf(errorSchema) },
    503: { description: 'The insights are still being prepared.', ...jsonSchemaOf(errorSchema) },
  },
});

/**
 * Describes the routes registered after this call at `/v1/openapi.json`. The description validates nothing: queries are
 * parsed by the Zod schemas from which it is made.
 */
export async function describeRoutes(app: FastifyInstance): Promise<void> {
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (body) => JSON.stringify(body));
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Candor insights',
        description:
          'What the collected data answer. No number is about fewer than k devices; see docs/insights.md.',
        version: '1',
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
  });
  app.get('/v1/openapi.json', { schema: { hide: true } }, (_request, reply) =>
    reply.send(app.swagger()),
  );
}
