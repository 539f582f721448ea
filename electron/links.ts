import { app } from 'electron';
import { linkAmong } from './commandLine.ts';

/** Takes the links with which the system opens Candor, whenever one comes. */
export interface Links {
  /** The link that came before anyone listened, if one did. */
  readonly first: () => string | undefined;
  readonly listen: (how: {
    readonly onLink: (link: string) => void;
    /** A second start, without a link. */
    readonly onStart: (args: readonly string[]) => void;
  }) => void;
}

/**
 * Registers `candor:` for this user, and listens for links: macOS tells of them by an event, other systems by
 * the arguments of a start. To be called before the app is ready.
 * @param link that of this start's arguments.
 */
export function takeLinks(link: string | undefined): Links {
  let waiting = link;
  let take = (next: string): void => {
    waiting = next;
  };
  app.on('open-url', (event, url) => {
    event.preventDefault();
    take(url);
  });
  return {
    first: () => waiting,
    listen({ onLink, onStart }) {
      take = onLink;
      app.on('second-instance', (_event, args) => {
        const next = linkAmong(args);
        if (next === undefined) onStart(args);
        else onLink(next);
      });
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
