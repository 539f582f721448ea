import {
  catalogue,
  type Catalogue,
  type Category,
  type Datum,
  type DatumType,
} from './catalogue.ts';
import { recordShapes, type Shape } from './recordShapes.ts';

export { recordShapes } from './recordShapes.ts';

type Shapes = typeof recordShapes;
export type RecordName = keyof Shapes;
export type CategoryOf<N extends RecordName> = Shapes[N]['category'];
export type RecordNameOf<C extends Category> = {
  [N in RecordName]: CategoryOf<N> extends C ? N : never;
}[RecordName];

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

type FieldOf<N extends RecordName, K> = K extends keyof Catalogue[CategoryOf<N>]
  ? ValueOf<Catalogue[CategoryOf<N>][K]>
  : never;

/** The fields of a record, by its name: what `record()` accepts and nothing else. */
export type Fields<N extends RecordName> = Readonly<
  { [K in Shapes[N]['required'][number]]: FieldOf<N, K> } & {
    [K in Shapes[N]['optional'][number]]?: FieldOf<N, K>;
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

export const isRecordName = (name: string): name is RecordName => Object.hasOwn(recordShapes, name);

/** The declaration of one datum, or nothing where the catalogue has none of that name. */
export function datumOf(category: Category, field: string): Datum | undefined {
  const data: Readonly<Record<string, Datum>> = catalogue[category];
  return Object.hasOwn(data, field) ? data[field] : undefined;
}

/** Rounds each measure among a record's fields to the step that the catalogue gives it. */
export function roundedFields(
  category: Category,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const rounded = (field: string, value: unknown): unknown => {
    const step = datumOf(category, field)?.step;
    // By the steps in one unit, which are whole for tenths, so that 0.3 does not become 0.30000000000000004.
    return step === undefined || typeof value !== 'number'
      ? value
      : Math.round(value / step) / (1 / step);
  };
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [field, rounded(field, value)]),
  );
}

/**
 * Holds a record's fields against the catalogue, at run time.
 * @returns what is wrong with them, naming the field but never its value; nothing when they fit.
 */
export function fieldsProblem(
  name: RecordName,
  fields: Readonly<Record<string, unknown>>,
): string | undefined {
  const { category, required, optional }: Shape = recordShapes[name];
  for (const field of required) {
    if (!Object.hasOwn(fields, field)) return `${name} needs the field ${field}`;
  }
  for (const [field, value] of Object.entries(fields)) {
    const datum = datumOf(category, field);
    if (!datum || !(required.includes(field) || optional.includes(field)))
      return `${name} has no field ${JSON.stringify(field.slice(0, 64))}`;
    if (!checks[datum.type](value, datum)) return `${field} is not a valid ${datum.type}`;
  }
  return undefined;
}
