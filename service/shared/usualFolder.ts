/**
 * The data folder of a server that is told none: the one that systemd names (`StateDirectory=`, systemd.exec(5)), else
 * one below the folder that it was started in.
 */
export const usualFolder = (
  server: 'pool' | 'service',
  { STATE_DIRECTORY: given }: NodeJS.ProcessEnv = process.env,
): string => (given === undefined || given === '' ? `data/${server}` : given);
