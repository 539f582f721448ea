import { app } from 'electron';
import { linkAmong } from '../commands/commandLine.ts';

/** Receives the links with which the system opens Candor, whenever one comes. */
export interface Links {
  /** The link that came before anyone listened, if one did. */
  readonly first: () => string | undefined;
  /** @param onStart is called for each later start, with its arguments and its link, if any. */
  readonly listen: (onStart: (argv: string[], link: string | undefined) => void) => void;
}

/**
 * Registers `candor:` for this user, and listens for links: macOS sends them as an event, other systems as arguments
 * of a start. Called before the app is ready.
 * @param link the one in this start's arguments.
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
      // One that came meanwhile is the later wish, and is handled after the first.
      if (waiting !== undefined && waiting !== given)
        setImmediate(onStart, [process.execPath, waiting], waiting);
    },
  };
}

/**
 * Registers Candor for `candor:` links, if no installer has done so. What follows `--` is not a switch to Chromium,
 * whatever a link contains.
 */
export function registerLinks(): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient('candor', process.execPath, ['--']);
}
