import type { Category } from './datum.ts';

/** About a file that was renamed. */
export type FileWarning =
  | 'settingsSetAside'
  | 'outboxSetAside'
  | 'historySetAside'
  | 'ledgerSetAside'
  | 'fileSetAside'
  | 'erasureKeyLost';

/** Nothing is kept in this file until it can be used. */
export type UnusableWarning = 'outboxUnusable' | 'historyUnusable' | 'logUnusable';

/** Something the person should know, shown once however often it happens. */
export type Warning =
  | { readonly kind: FileWarning; readonly file: string }
  | { readonly kind: UnusableWarning; readonly file: string; readonly problem: string }
  /** The system's event log accepted no line. */
  | { readonly kind: 'eventLogFailed'; readonly problem: string }
  /** The person asked to clear the log, and the disk refused. */
  | { readonly kind: 'logNotCleared'; readonly problem: string; readonly folder: string }
  /** Policy named another pool, and the person was signed out. */
  | { readonly kind: 'poolChanged' }
  | { readonly kind: 'receiptRefused'; readonly category: Category }
  | { readonly kind: 'confirmationRefused' | 'serviceKeyChanged' }
  | {
      readonly kind: 'policyKeysUnknown';
      readonly location: string;
      readonly keys: readonly string[];
    };
