import type * as Electron from 'electron';

const dnsModes = ['off', 'automatic', 'secure'];

/** What may be called only before the application is ready, or only after; none of it has an effect here. */
export function createPhases(isReady: () => boolean) {
  const before = (name: string) => () => {
    if (isReady()) throw new Error(`app.${name}() can only be called before app is ready`);
  };
  return {
    enableSandbox: before('enableSandbox'),
    disableHardwareAcceleration: before('disableHardwareAcceleration'),
    configureHostResolver: ({ secureDnsMode }: Electron.ConfigureHostResolverOptions) => {
      if (!isReady())
        throw new Error('configureHostResolver cannot be called before the app is ready');
      if (secureDnsMode !== undefined && !dnsModes.includes(secureDnsMode))
        throw new TypeError(`secureDnsMode must be one of: ${dnsModes.join(', ')}`);
    },
  } satisfies Partial<Electron.App>;
}
