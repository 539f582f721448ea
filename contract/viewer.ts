import { z } from 'zod';
import { categories, surfaces, type Category, type Surface } from './datum.ts';
import type { Receipt } from './envelope.ts';
import type { LedgerEntry } from './ledger.ts';
import type { SignedHeads } from './signedHeads.ts';
import type { ServiceProblem } from './serviceProblem.ts';

/** The viewer's pages. */
export const viewerPages = ['records', 'decisions', 'catalogue', 'ledger'] as const;
export type ViewerPage = (typeof viewerPages)[number];

/** The sections of the catalogue's page, in order. */
export const catalogueSections = ['error', 'usage', 'census', 'envelope', 'logs'] as const;
export type CatalogueSection = (typeof catalogueSections)[number];

/** Where the viewer opens: at the top of a page, or at a section of the catalogue. */
export interface ViewerPlace {
  readonly page: ViewerPage;
  readonly section?: CatalogueSection;
}

/** The place as it is written after `#` in a viewer's address. */
export const placeText = ({ page, section }: ViewerPlace): string =>
  section === undefined ? page : `${page}/${section}`;

/** The place that such a text names; the records if it names none. */
export function parsePlace(text: string): ViewerPlace {
  const [first, second] = text.split('/');
  const page = viewerPages.find((it) => it === first) ?? 'records';
  const section = catalogueSections.find((it) => it === second);
  return page === 'catalogue' && section !== undefined ? { page, section } : { page };
}

export const recordStates = ['waiting', 'sent', 'rejected'] as const;
export type RecordState = (typeof recordStates)[number];

/** Which records the viewer lists; null matches all. */
export const recordFilter = z.strictObject({
  category: z.enum(categories).nullable(),
  state: z.enum(recordStates).nullable(),
  surface: z.enum(surfaces).nullable(),
  /** Text that the record contains, ignoring case; empty matches all. */
  text: z.string().max(200),
});
export type RecordFilter = z.infer<typeof recordFilter>;

/** The most rows that are sent to the window at once. */
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
  /** How many records match the filter. */
  readonly total: number;
  readonly rows: readonly RecordSummary[];
}

/** One record with its whole history; instants are in milliseconds since 1970. */
export interface RecordDetail extends RecordSummary {
  /** The exact bytes that travel or travelled. */
  readonly line: Uint8Array;
  /** Their SHA-256, in hex, computed when they were made. */
  readonly digest: string;
  readonly queuedAt: number;
  readonly tries: number;
  readonly triedAt: number | null;
  /** Why the last attempt did not succeed. */
  readonly problem: ServiceProblem | null;
  readonly settledAt: number | null;
  readonly receipt: Receipt | null;
  /** Whether one of the service's keys signed the receipt; null if there is no receipt. */
  readonly signed: boolean | null;
  /** Why it was rejected: what the service said, or why it can never be sent. */
  readonly reason: ServiceProblem | null;
  /** When the crash's memory dump, which the service put off, is sent to it again; null if there is none. */
  readonly dumpLater: number | null;
}

/** A service's signed confirmation that it erased what it held; the ledger has it in full. */
export interface ConfirmedErasure {
  /** How many of its rows. */
  readonly erased: number;
  /** ISO 8601, by the service's clock. */
  readonly at: string;
  /** Ed25519, in base64. */
  readonly signature: string;
  /** The address of the service; null if the current one was asked. */
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
