/** Part of JsSIP that its types do not describe. */
declare module 'jssip/lib/Grammar.js' {
  /** @returns what the rule makes of the text; -1 if the text does not follow the rule. */
  export function parse(text: string, rule: string): unknown;
}
