import { terminalTexts, type LocalizedText } from '../../contract/text/terminal.ts';
import { CannotStart, type Log } from './outcome.ts';

/** The terminal that a server was started from, in the language of whoever sits there. */
export interface Terminal {
  readonly say: (said: LocalizedText) => void;
  readonly log: Log;
  /** Says why the command can't be carried out. */
  readonly giveUp: (problem: LocalizedText, usage?: LocalizedText) => void;
}

/** @param name the program's. */
export function openTerminal(name: LocalizedText): Terminal {
  const t = terminalTexts(process.env);
  return {
    say: (said) => {
      console.log(said(t));
    },
    log: (said) => {
      console.error(said(t));
    },
    giveUp(problem, usage = () => '') {
      const said = t('serverCommand.problem', { name: name(t), problem: problem(t) });
      console.error(`${said}\n${usage(t)}`.trimEnd());
      process.exitCode = 2;
    },
  };
}

/** Runs a command. If it can't start, the terminal says why; any other error is a fault of ours. */
export async function runCommand(terminal: Terminal, run: () => Promise<void>): Promise<void> {
  await run().catch((error: unknown) => {
    if (!(error instanceof CannotStart)) throw error;
    terminal.giveUp(error.said);
  });
}

/** Closes a server at the first signal to stop, then exits. */
export function stopOnSignals({ close }: { readonly close: () => Promise<void> }): void {
  let stopping = false;
  const stop = (): void => {
    // The second signal is from someone who does not want to wait.
    if (stopping) process.exit(130);
    stopping = true;
    void close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}
