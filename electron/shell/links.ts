import { app } from 'electron';
import { linkAmong } from '../commands/commandLine.ts';

/** Takes the links with which the system opens Candor, whenever one comes. */
export interface Links {
  /** The link that came before anyone listened, if one did. */
  readonly first: () => string | undefined;
  /** @param onStart is called for each later start, with its arguments and the link that it brings, if any. */
  readonly listen: (onStart: (argv: string[], link: string | undefined) => void) => void;
}

/**
 * Registers `candor:` for this user, and listens for links: macOS tells of them by an event, other systems by
 * the arguments of a start. To be called before the app is ready.
 * @param link that of this start's arguments.
 */
export function takeLinks(link: string | undefined): Links {
  let waiting = link;
  let take = (_argv: string[], next: string | undefined): void => {
    waiting = next ?? waiting;
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    take([process.execPath, url], url);
  });
  app.on('second-instance', (_event, argv) => {
    take(argv, linkAmong(argv));
  });
  let given: string | undefined;
  return {
    first: () => (given = waiting),
    listen(onStart) {
      take = onStart;
      // One that came meanwhile is the later wish, and is to be heard after the first.
      if (waiting !== undefined && waiting !== given)
        setImmediate(onStart, [process.execPath, waiting], waiting);
    },
  };
}

/**
 * Makes Candor what opens `candor:` links, where no installer has done so. What follows `--` is no switch to
 * Chromium, whatever a link holds.
 */
export function registerLinks(): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient('candor', process.execPath, ['--']);
}
