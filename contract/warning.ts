import type { Category } from './datum.ts';

/** About a file that was given another name. */
export type FileWarning =
  | 'settingsSetAside'
  | 'outboxSetAside'
  | 'historySetAside'
  | 'ledgerSetAside'
  | 'fileSetAside'
  | 'erasureKeyLost';

/** What is to be kept in a file is not kept, until it can be used. */
export type UnusableWarning = 'outboxUnusable' | 'historyUnusable' | 'logUnusable';

/** What the person should know, once however often it happens. */
export type Warning =
  | { readonly kind: FileWarning; readonly file: string }
  | { readonly kind: UnusableWarning; readonly file: string; readonly problem: string }
  /** The system's event log took no line. */
  | { readonly kind: 'eventLogFailed'; readonly problem: string }
  /** The person wanted the log's lines gone, and the disk did not let them. */
  | { readonly kind: 'logNotCleared'; readonly problem: string; readonly folder: string }
  /** Policy named another pool, and who was signed in was signed out. */
  | { readonly kind: 'poolChanged' }
  | { readonly kind: 'receiptRefused'; readonly category: Category }
  | { readonly kind: 'confirmationRefused' | 'serviceKeyChanged' }
  | {
      readonly kind: 'policyKeysUnknown';
      readonly location: string;
      readonly keys: readonly string[];
    };
