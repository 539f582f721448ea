import type { BackupCommand } from '../shared/backup/backupOptions.ts';
import type { CheckCommand } from '../shared/check/check.ts';
import type { AdminCommand } from './admin/adminCommandLine.ts';
import type { ServeCommand } from './serveOptions.ts';

/** What `candor-pool` was asked to do. */
export type PoolCommand =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | BackupCommand
  | CheckCommand
  | ServeCommand
  | AdminCommand
  | { readonly kind: 'show'; readonly data: string }
  | {
      readonly kind: 'rename';
      readonly data: string;
      readonly domain: string;
      readonly name: string;
    }
  | { readonly kind: 'remove-organisation'; readonly data: string; readonly domain: string }
  | {
      readonly kind: 'import';
      readonly data: string;
      readonly file: string;
      /** Whether lines that are bad are to be left out. */
      readonly leaveOut: boolean;
    }
  | {
      readonly kind: 'unset';
      readonly data: string;
      readonly key: string;
      readonly organisation: string | undefined;
    }
  | {
      readonly kind: 'add-organisation';
      readonly data: string;
      readonly domain: string;
      readonly name: string | undefined;
    }
  | {
      readonly kind: 'add-account';
      readonly data: string;
      readonly account: string;
      readonly name: string | undefined;
      readonly fromInput: boolean;
    }
  | {
      readonly kind: 'set-password';
      readonly data: string;
      readonly account: string;
      readonly fromInput: boolean;
    }
  | {
      readonly kind: 'set-name';
      readonly data: string;
      readonly account: string;
      readonly name: string;
    }
  | { readonly kind: 'remove-account'; readonly data: string; readonly account: string }
  | {
      readonly kind: 'set';
      readonly data: string;
      readonly key: string;
      readonly value: string;
      readonly organisation: string | undefined;
    };
