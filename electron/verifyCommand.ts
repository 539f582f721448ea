import { verify } from '../cli/verify.ts';
import { endWith } from './endWith.ts';

/** `candor verify FILE` by the client's own executable, where there is no Node: no window, nothing sent or changed. */
export function runVerifyCommand(args: readonly string[]): void {
  const lines: string[] = [];
  const code = verify(args, (line) => void lines.push(line));
  endWith(process.stdout, `${lines.join('\n')}\n`, code);
}
