type Values = Readonly<Record<string, unknown>>;

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * A record's fields, and what is sent with each record.
 * @returns undefined if the text is not a record's, as when another program changed the file that contains it.
 */
export function recordParts(
  text: string,
): { readonly fields: Values; readonly envelope: Values } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // If it is not JSON, there are no fields to show; the bytes are still shown.
    return undefined;
  }
  if (!isValues(parsed)) return undefined;
  const { fields, ...envelope } = parsed;
  return isValues(fields) ? { fields, envelope } : undefined;
}
