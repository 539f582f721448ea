import type { CallName, NoticeName } from './ipc.ts';

/** The IPC channel of a call or a notice; kept apart from the parsers so that the preload stays small. */
export const channel = (name: CallName | NoticeName): string => `candor:${name}`;
