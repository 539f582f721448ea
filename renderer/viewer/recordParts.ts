type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A record's fields, and what travels with each record.
 * @returns undefined if its text is no record's, as where another program changed the file that it is kept in.
 */
export function recordParts(
  text: string,
): { readonly fields: Values; readonly envelope: Values } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // What is no JSON has no fields to show; the bytes are shown all the same.
    return undefined;
  }
  if (!isValues(parsed)) return undefined;
  const { fields, ...envelope } = parsed;
  return isValues(fields) ? { fields, envelope } : undefined;
}
