import type { z } from 'zod';
import { pick } from '../../contract/testing/seeded.testkit.ts';

type Schema = z.core.JSONSchema._JSONSchema;

const uuid = (unit: () => number): string =>
  '00000000-0000-4000-8000-000000000000'.replaceAll('0', () =>
    Math.floor(unit() * 16).toString(16),
  );

/**
 * An input as a JSON Schema allows it, but for patterns and lengths of texts, which the caller chooses.
 * @param text makes a text where the schema names neither values nor a format.
 */
export function soundInput(schema: Schema, unit: () => number, text: () => string): unknown {
  if (typeof schema === 'boolean') return text();
  const again = (one: Schema) => soundInput(one, unit, text);
  const ways = schema.anyOf ?? schema.oneOf;
  if (ways) return again(pick(unit, ways));
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(unit, schema.enum);
  switch (schema.type) {
    case 'object': {
      const { properties = {}, required = [] } = schema;
      const given = Object.entries(properties).filter(
        ([name]) => required.includes(name) || unit() < 0.5,
      );
      return Object.fromEntries(given.map(([name, one]) => [name, again(one)]));
    }
    case 'array': {
      const one = Array.isArray(schema.items) ? schema.items[0] : schema.items;
      return Array.from({ length: Math.floor(unit() * 4) }, () => again(one ?? true));
    }
    case 'boolean':
      return unit() < 0.5;
    case 'integer':
    case 'number': {
      const { minimum = 0, maximum = minimum + 1000 } = schema;
      const number = minimum + unit() * (Math.min(maximum, minimum + 1000) - minimum);
      return schema.type === 'integer' ? Math.floor(number) : number;
    }
    case 'null':
      return null;
    case 'string':
    case undefined:
      break;
  }
  return schema.format === 'uuid' ? uuid(unit) : text();
}
