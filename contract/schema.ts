import type { Category, Datum, DatumType } from './datum.ts';

/** Every datum that a product can record, by category and name. */
export type DataCatalogue = Readonly<Record<Category, Readonly<Record<string, Datum>>>>;

/** Which data of one category travel together under one name. */
export interface Shape {
  readonly category: Category;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/** What a person agrees to by turning error reports on: a wording, and every datum that it covers. */
export interface ConsentText {
  /** Raised by one with each release that changes the list of fields. */
  readonly version: number;
  /** The names of the error data that it covers. */
  readonly fields: readonly string[];
}

/** Everything that a product declares about the data it collects. */
export interface TelemetrySchema {
  readonly catalogue: DataCatalogue;
  readonly records: Readonly<Record<string, Shape>>;
  readonly consentText: ConsentText;
}

/** Makes the shapes of a catalogue's records: a name that is not in the catalogue does not compile. */
export const shapesOf =
  <D extends DataCatalogue>() =>
  <
    C extends Category,
    const R extends readonly (keyof D[C] & string)[],
    const O extends readonly (keyof D[C] & string)[],
  >(
    category: C,
    required: R,
    optional: O,
  ) => ({ category, required, optional });

/** The names of a schema's records of these categories. */
export type RecordNameIn<S extends TelemetrySchema, C extends Category = Category> = string &
  keyof {
    [N in keyof S['records'] as S['records'][N]['category'] extends C ? N : never]: unknown;
  } &
  keyof S['records'];

/** The names of a schema's data of a category. */
export type DatumNameIn<S extends TelemetrySchema, C extends Category> = keyof S['catalogue'][C] &
  string;

interface ValueByType {
  text: string;
  uuid: string;
  day: string;
  count: number;
  measure: number;
  counts: Readonly<Record<string, number>>;
}

/** The TypeScript type of a datum's value, as the catalogue declares it. */
export type ValueOf<D> = D extends { type: 'text'; values: readonly (infer V)[] }
  ? V
  : D extends { type: 'counts'; values: readonly (infer K extends string)[] }
    ? Readonly<Partial<Record<K, number>>>
    : D extends { type: infer T extends DatumType }
      ? ValueByType[T]
      : never;

type FieldIn<
  S extends TelemetrySchema,
  N extends string & keyof S['records'],
  K,
> = K extends keyof S['catalogue'][S['records'][N]['category']]
  ? ValueOf<S['catalogue'][S['records'][N]['category']][K]>
  : never;

/** The fields of a record, by its name: exactly what `record()` accepts. */
export type FieldsIn<S extends TelemetrySchema, N extends string & keyof S['records']> = Readonly<
  { [K in S['records'][N]['required'][number]]: FieldIn<S, N, K> } & {
    [K in S['records'][N]['optional'][number]]?: FieldIn<S, N, K>;
  }
>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const dayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const checks: Readonly<Record<DatumType, (value: unknown, datum: Datum) => boolean>> = {
  text: (value, datum) =>
    typeof value === 'string' &&
    (datum.values ? datum.values.includes(value) : value.length <= (datum.maxLength ?? 0)),
  uuid: (value) => typeof value === 'string' && uuidPattern.test(value),
  day: (value) => typeof value === 'string' && dayPattern.test(value),
  count: isCount,
  measure: (value) => Number.isFinite(value) && (value as number) >= 0,
  counts: (value, datum) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(value).every(
      ([key, count]) => (datum.values ?? []).includes(key) && isCount(count),
    ),
};

/** The declaration of one datum; undefined if the catalogue has none of that name. */
export function datumIn(
  { catalogue }: Pick<TelemetrySchema, 'catalogue'>,
  category: Category,
  field: string,
): Datum | undefined {
  const data = catalogue[category];
  return Object.hasOwn(data, field) ? data[field] : undefined;
}

/** The shape of a record; undefined if the schema has none of that name. */
export const shapeIn = (
  { records }: Pick<TelemetrySchema, 'records'>,
  name: string,
): Shape | undefined => (Object.hasOwn(records, name) ? records[name] : undefined);

/** Rounds each measure among a record's fields to the step that the catalogue gives it. */
export function roundedFields(
  schema: Pick<TelemetrySchema, 'catalogue'>,
  category: Category,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const rounded = (field: string, value: unknown): unknown => {
    const step = datumIn(schema, category, field)?.step;
    // Divides by the steps in one unit, which are whole for tenths, so that 0.3 does not become 0.30000000000000004.
    return step === undefined || typeof value !== 'number'
      ? value
      : Math.round(value / step) / (1 / step);
  };
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, rounded(field, value)]),
  );
}

/**
 * Checks a record's fields against the schema at run time.
 * @returns what is wrong with them, naming the field but never its value; undefined if they are valid.
 */
export function fieldsProblem(
  schema: Pick<TelemetrySchema, 'catalogue' | 'records'>,
  name: string,
  fields: Readonly<Record<string, unknown>>,
): string | undefined {
  const shape = shapeIn(schema, name);
  if (!shape) return `there is no record ${JSON.stringify(name.slice(0, 64))}`;
  const { category, required, optional } = shape;
  for (const field of required) {
    if (!Object.hasOwn(fields, field)) return `${name} needs the field ${field}`;
  }
  for (const [field, value] of Object.entries(fields)) {
    const datum = datumIn(schema, category, field);
    if (!datum || !(required.includes(field) || optional.includes(field)))
      return `${name} has no field ${JSON.stringify(field.slice(0, 64))}`;
    if (!checks[datum.type](value, datum)) return `${field} is not a valid ${datum.type}`;
  }
  return undefined;
}
