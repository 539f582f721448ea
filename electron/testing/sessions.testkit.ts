import { createSessions } from '../../runtime/standin/api/session.ts';

/** The stand-in's `session`, which goes to the network as Electron's does, for a process without windows. */
export const createTestSessions = () =>
  createSessions({
    registerSchemes: () => undefined,
    onCreated: () => undefined,
    clearBrowsingData: () => Promise.resolve(),
    languages: () => 'en',
  }).module;
