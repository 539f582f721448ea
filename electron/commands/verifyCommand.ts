import { verify } from '../../cli/verify.ts';
import { endWith } from './endWith.ts';
import { systemTexts } from '../shell/locale.ts';

/** What Electron and Chromium understand beside this command. */
const understood = /^--(no-sandbox|(user-data-dir|lang)=.*)$/;

/** `candor verify FILE` by the client's own executable, where there is no Node: no window, nothing sent or changed. */
export function runVerifyCommand(args: readonly string[]): void {
  const t = systemTexts();
  const lines: string[] = [];
  const mine = args.filter((arg) => !understood.test(arg));
  const code = verify(mine, (line) => void lines.push(line(t)));
  endWith(process.stdout, `${lines.join('\n')}\n`, code);
}
