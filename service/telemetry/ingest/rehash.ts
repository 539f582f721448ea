import { createHmac } from 'node:crypto';
import { catalogue, type Catalogue, type DatumName } from '../../../contract/catalogue.ts';
import { categories, type Category, type Datum } from '../../../contract/datum.ts';
import { errorDomain, normalAccount, userDomain, uuidV8 } from '../../../contract/pseudonym.ts';
import { createTextNormalizer } from './normalizeText.ts';
import { createScrub } from './scrub.ts';
import type { Pepper } from '../secrets.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Every datum that the catalogue flags, as `category.field`. */
export type HashedDatum = {
  [C in Category]: {
    [K in DatumName<C>]: Catalogue[C][K] extends { readonly hashedByService: true }
      ? `${C}.${K}`
      : never;
  }[DatumName<C>];
}[Category];

/** What is hashed for each: a newly flagged datum of the catalogue does not compile without a line here. */
export const hashInput: Readonly<Record<HashedDatum, (value: string) => string>> = {
  'census.userId': (value) => userDomain + value,
  'error.userId': (value) => `${errorDomain}user:${normalAccount(value)}`,
};

interface Plan {
  readonly hashed: ReadonlyMap<string, (value: string) => string>;
  /** Fields that may contain personal data by accident. */
  readonly freeTexts: readonly string[];
}

function planOf(category: Category): Plan {
  const data = Object.entries<Datum>(catalogue[category]);
  const flagged = data.filter(([, datum]) => datum.hashedByService);
  return {
    hashed: new Map(
      flagged.map(([field]) => [field, hashInput[`${category}.${field}` as HashedDatum]]),
    ),
    freeTexts: data
      .filter(([, datum]) => datum.type === 'text' && !datum.values && !datum.hashedByService)
      .map(([field]) => field),
  };
}

export interface Rehashed {
  readonly fields: Fields;
  /** The pepper that hashed some field; null if there was nothing to hash. */
  readonly pepperId: string | null;
}

export type Rehash = (category: Category, fields: Fields) => Rehashed;

/**
 * The service's second hash: each flagged field becomes a UUID that only the pepper's keeper can compute, and its
 * cleartext is removed from the record's other texts as well.
 */
export function createRehash(pepper: Pepper): Rehash {
  const folding = createTextNormalizer();
  const plans = Object.fromEntries(
    categories.map((category) => [category, planOf(category)]),
  ) as Readonly<Record<Category, Plan>>;

  return (category, fields) => {
    const { hashed, freeTexts } = plans[category];
    const found = [...hashed].flatMap(([field, input]) => {
      const value = fields[field];
      if (typeof value !== 'string') return [];
      return [
        {
          field,
          value,
          pseudonym: uuidV8(createHmac('sha256', pepper.secret).update(input(value)).digest()),
        },
      ];
    });
    if (found.length === 0) return { fields, pepperId: null };
    const stored = { ...fields };
    for (const { field, pseudonym } of found) stored[field] = pseudonym;
    const scrub = createScrub(folding, found);
    for (const field of freeTexts) {
      const text = stored[field];
      if (typeof text === 'string') stored[field] = scrub(text);
    }
    return { fields: stored, pepperId: pepper.id };
  };
}
