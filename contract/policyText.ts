import { stripComments } from 'jsonc-parser';
import { duplicateKeys } from './duplicateKeys.ts';
import { findJsonFault, jsonFaults } from './jsonFault.ts';
import { parsePolicy, type ParsedPolicy, type PolicyKey } from './policy.ts';
import { policyKeys } from './policyCatalogue.ts';

/** JSON lets a key occur twice, and the last value win; an earlier refusal must not get lost that way. */
function namedTwice(json: string): PolicyKey | undefined {
  const twice = duplicateKeys(json);
  return policyKeys.find((policy) => twice.includes(policy));
}

/** Why a text is not JSON, in the form that {@link policyProblem} reads. */
function notJson(text: string): string {
  const found = findJsonFault(text);
  const whole = 'it is not valid JSON';
  return found
    ? `${whole}: line ${found.line}, column ${found.column}: ${jsonFaults[found.fault]}`
    : whole;
}

/** Parses a policy file's text: JSON, which may contain comments; see {@link parsePolicy}. */
export function parsePolicyText(text: string): ParsedPolicy {
  const json = stripComments(text.replace(/^\uFEFF/, ''), ' ');
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return { ok: false, problem: notJson(json), isMalformed: true };
  }
  const twice = namedTwice(json);
  if (twice) return { ok: false, problem: `it names ${twice} twice`, key: twice };
  return parsePolicy(parsed);
}
