export const categories = ['census', 'usage', 'error'] as const;
export type Category = (typeof categories)[number];

export const surfaces = ['desktop', 'meetings', 'launcher'] as const;
export type Surface = (typeof surfaces)[number];
/** The surfaces on which the client itself can record: the launcher page runs in a browser. */
export type ClientSurface = Exclude<Surface, 'launcher'>;

/**
 * `pseudonym`: a random or hashed identifier that no one can lead back to a person;
 * `organisation`: may name the organisation; `person`: may identify a person.
 */
export type PiiClass = 'none' | 'pseudonym' | 'organisation' | 'person';

/** `count` is a whole number from 0, `measure` a finite number from 0, `counts` a count per listed key. */
export type DatumType = 'text' | 'uuid' | 'day' | 'count' | 'measure' | 'counts';

/** Whom a datum identifies; `self` is the person, by what their account is known by, and `person` may be anyone. */
export const tellsOf = ({ pii, hashedByService }: Pick<Datum, 'pii' | 'hashedByService'>) =>
  pii === 'person' && hashedByService ? 'self' : pii;

/** The roles that answer for data. */
export type Owner = 'deployment' | 'product' | 'reliability' | 'privacy';

interface InBothLanguages {
  readonly en: string;
  readonly fr: string;
}

export interface Datum {
  readonly label: InBothLanguages;
  readonly type: DatumType;
  readonly example: string | number | Readonly<Record<string, number>>;
  readonly pii: PiiClass;
  readonly purpose: InBothLanguages;
  /** The first version of Candor that could record it. */
  readonly since: string;
  /** Who answers for it, and decides at its review whether it is still needed. */
  readonly owner: Owner;
  /** The version of Candor that is not released before its owner has made that decision. */
  readonly reviewBy: string;
  /** The longest text, in UTF-16 code units. */
  readonly maxLength?: number;
  /** The resolution of a measure, in its label's unit: finer values would make a record stand out. */
  readonly step?: number;
  /** The only texts, or the only keys of `counts`, that are allowed. */
  readonly values?: readonly string[];
  /** The service stores only a keyed hash of the value. */
  readonly hashedByService?: true;
}
