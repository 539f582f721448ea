import { app } from 'electron';

/** Ends with an exit status, but only when all is written: a pipe takes it in its own time. */
export function endWith(stream: NodeJS.WriteStream, text: string, code: number): void {
  stream.write(text, () => {
    app.exit(code);
  });
}
