import { readFileSync } from 'node:fs';
import { duplicateKeys } from '../../contract/duplicateKeys.ts';
import { findJsonFault } from '../../contract/jsonFault.ts';
import { jsonFaultText } from '../../contract/jsonFaultText.ts';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import { codeOf, done, failed, type Outcome } from '../shared/outcome.ts';

/** Parses JSON that an administrator wrote; an error is reported with its position. */
function parseSettings(text: string): Outcome<unknown, LocalizedText> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const found = findJsonFault(text);
    return failed((t) => (found ? jsonFaultText(t, found) : t('policyProblem.notJson')));
  }
  const [twice] = duplicateKeys(text);
  return twice === undefined
    ? done(json)
    : failed((t) => t('serviceCommand.openId.namedTwice', { key: twice }));
}

/**
 * Reads a JSON file that an administrator wrote; undefined if there is none.
 * @param read makes settings of what it says, or tells what is wrong with it.
 */
export function readSettings<T>(
  path: string,
  read: (json: unknown) => Outcome<T, LocalizedText>,
): Outcome<T | undefined, LocalizedText> {
  const unusable = (problem: LocalizedText) =>
    failed<LocalizedText>((t) =>
      t('serviceCommand.settings.unusable', { path, problem: problem(t) }),
    );
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' ? done(undefined) : unusable(() => code);
  }
  const json = parseSettings(text);
  const settings = json.ok ? read(json.value) : json;
  return settings.ok ? settings : unusable(settings.problem);
}

/** Reads a secret from a file of its own, without surrounding white space. */
export function readSecret(path: string): Outcome<string, LocalizedText> {
  try {
    const secret = readFileSync(path, 'utf8').trim();
    if (secret !== '') return done(secret);
  } catch (error) {
    const code = codeOf(error);
    return failed((t) => t('serviceCommand.openId.noSecret', { path, why: code }));
  }
  return failed((t) => t('serviceCommand.openId.emptySecret', { path }));
}
