import type { Warning } from '../../contract/ipc.ts';

/** Names something that the person should know, once however often it happens. */
export type Warn = (warning: Warning) => void;
