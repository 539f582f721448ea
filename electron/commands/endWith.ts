import { app } from 'electron';

/** Exits with a status, but only once everything is written: a pipe is written to asynchronously. */
export function endWith(stream: NodeJS.WriteStream, text: string, code: number): void {
  stream.write(text, () => {
    app.exit(code);
  });
}
