import { z } from 'zod';
import { categories, surfaces, type Category, type Surface } from './datum.ts';
import type { Receipt } from './envelope.ts';
import type { LedgerEntry } from './ledger.ts';
import type { SignedHeads } from './signedHeads.ts';
import type { ServiceProblem } from './serviceProblem.ts';

/** The viewer's pages. */
export const viewerPages = ['records', 'decisions', 'catalogue', 'ledger'] as const;
export type ViewerPage = (typeof viewerPages)[number];

/** What the catalogue's page is made of, in its order. */
export const catalogueSections = ['error', 'usage', 'census', 'envelope', 'logs'] as const;
export type CatalogueSection = (typeof catalogueSections)[number];

/** Where the viewer is to be: at the beginning of a page, or at a section of the catalogue. */
export interface ViewerPlace {
  readonly page: ViewerPage;
  readonly section?: CatalogueSection;
}

/** As a viewer's address holds it behind `#`. */
export const placeText = ({ page, section }: ViewerPlace): string =>
  section === undefined ? page : `${page}/${section}`;

/** The place that such a text names; the records where it names none. */
export function parsePlace(text: string): ViewerPlace {
  const [first, second] = text.split('/');
  const page = viewerPages.find((it) => it === first) ?? 'records';
  const section = catalogueSections.find((it) => it === second);
  return page === 'catalogue' && section !== undefined ? { page, section } : { page };
}

export const recordStates = ['waiting', 'sent', 'rejected'] as const;
export type RecordState = (typeof recordStates)[number];

/** Which records the viewer lists; null lets all through. */
export const recordFilter = z.strictObject({
  category: z.enum(categories).nullable(),
  state: z.enum(recordStates).nullable(),
  surface: z.enum(surfaces).nullable(),
  /** Letters that the record's very text holds, whatever their case; empty lets all through. */
  text: z.string().max(200),
});
export type RecordFilter = z.infer<typeof recordFilter>;

/** So many rows travel to the window at once, at most. */
export const largestPage = 200;

export interface RecordSummary {
  readonly id: string;
  readonly category: Category;
  readonly surface: Surface;
  readonly name: string;
  readonly state: RecordState;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  readonly size: number;
}

export interface RecordPage {
  /** How many records the filter lets through. */
  readonly total: number;
  readonly rows: readonly RecordSummary[];
}

/** One record with its whole history; instants are in milliseconds since 1970. */
export interface RecordDetail extends RecordSummary {
  /** The very bytes that travel or travelled. */
  readonly line: Uint8Array;
  /** SHA-256 of them, in hex, from when they were made. */
  readonly digest: string;
  readonly queuedAt: number;
  readonly tries: number;
  readonly triedAt: number | null;
  /** Why the last try did not succeed. */
  readonly problem: ServiceProblem | null;
  readonly settledAt: number | null;
  readonly receipt: Receipt | null;
  /** Whether the receipt's signature is by a key of the service's; null if there is no receipt. */
  readonly signed: boolean | null;
  /** Why it was rejected: what the service said, or why it can't be sent at all. */
  readonly reason: ServiceProblem | null;
  /** When the crash's memory dump, which the service did not take for now, is sent to it again; null if there is none. */
  readonly dumpLater: number | null;
}

/** A service's signed word that it erased what it held; the whole of it is in the ledger. */
export interface ConfirmedErasure {
  /** How many of its rows. */
  readonly erased: number;
  /** ISO 8601, by the service's clock. */
  readonly at: string;
  /** Ed25519, in base64. */
  readonly signature: string;
  /** The address of the service; null if that in force was asked. */
  readonly by: string | null;
}

export interface LedgerView {
  /** The newest first. */
  readonly entries: readonly LedgerEntry[];
  readonly total: number;
  /** The entry at which the chain is broken; null if it holds. */
  readonly brokenAt: number | null;
  /** How far the service has signed it, and what contradicts a signature. */
  readonly signed: SignedHeads;
}
