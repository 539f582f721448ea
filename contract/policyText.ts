import { createScanner, stripComments } from 'jsonc-parser';
import { parsePolicy, type ParsedPolicy, type PolicyKey } from './policy.ts';
import { policyKeys } from './policyCatalogue.ts';

/** The keys of the outermost object, each as often as it is written, however it is spelt. */
function writtenKeys(json: string): readonly string[] {
  const scanner = createScanner(json, true);
  const keys: string[] = [];
  let depth = 0;
  let last: string | undefined;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const first = json[scanner.getTokenOffset()];
    if (first === '{' || first === '[') depth += 1;
    if (first === '}' || first === ']') depth -= 1;
    if (first === ':' && depth === 1 && last !== undefined) keys.push(last);
    last = first === '"' ? scanner.getTokenValue() : undefined;
  }
  return keys;
}

/** JSON lets a key stand twice, and its last value win; an earlier refusal must not get lost by that. */
function namedTwice(json: string): PolicyKey | undefined {
  const seen = new Set<string>();
  for (const key of writtenKeys(json)) {
    if (seen.has(key)) {
      const known = policyKeys.find((policy) => policy === key);
      if (known) return known;
    }
    seen.add(key);
  }
  return undefined;
}

/** Parses a policy file's text: JSON, in which comments may stand; see {@link parsePolicy}. */
export function parsePolicyText(text: string): ParsedPolicy {
  const json = stripComments(text.replace(/^\uFEFF/, ''), ' ');
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return { ok: false, problem: 'it is not valid JSON' };
  }
  const twice = namedTwice(json);
  if (twice) return { ok: false, problem: `it names ${twice} twice`, key: twice };
  return parsePolicy(parsed);
}
