import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import { done, failed, type Outcome } from './outcome.ts';

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

/** What Node itself would say of an option, but only in English. */
function problemOf(
  { name, rawName: option, value, inlineValue }: OptionToken,
  options: ParseArgsOptionsConfig,
): LocalizedText | undefined {
  const known = Object.hasOwn(options, name) ? options[name] : undefined;
  if (!known) return (t) => t('serverCommand.unknownOption', { option });
  if (known.type === 'boolean')
    return value === undefined ? undefined : (t) => t('serverCommand.valueTooMany', { option });
  const isMissing = value === undefined || (!inlineValue && value.startsWith('-'));
  return isMissing ? (t) => t('serverCommand.noValue', { option }) : undefined;
}

/** Reads options and operands; what it can't accept is a problem, in words. */
export function parseArguments<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  const config = { args: [...args], options, allowPositionals: true } as const;
  for (const token of parseArgs({ ...config, strict: false, tokens: true }).tokens) {
    const problem = token.kind === 'option' ? problemOf(token, options) : undefined;
    if (problem) return failed(problem);
  }
  return done(parseArgs({ ...config, strict: true }));
}

/** A TCP port; 0 takes any free one. */
export function parsePort(text: string): Outcome<number, LocalizedText> {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535
    ? done(Number(text))
    : failed((t) => t('serverCommand.badPort', { port: text }));
}
