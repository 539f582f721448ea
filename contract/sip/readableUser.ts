/* eslint-disable redos/no-vulnerable -- it can't read the flag v; each pattern is one class, or a run of one */

/**
 * What hides or turns round what stands beside it, and what would make one address look like another: among them the
 * blanks of Braille and of Egyptian hieroglyphs, which are a symbol and letters to Unicode.
 */
const misleading =
  /[@\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u{13441}\u{13442}]/gv;
/** ASCII's, which mean a letter each, whatever stands beside them. */
const plainEscapes = /%[0-7][0-9A-Fa-f]/g;

/** What a run of escapes stands for: letters in UTF-8; those of other bytes stay. */
function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    // Bytes that make no UTF-8 mean nothing that could be shown.
    return escapes.replaceAll(plainEscapes, decodeURIComponent);
  }
}

/**
 * The user part of a SIP URI as a person reads it (RFC 3261, section 19.1.2): its escapes undone, but for those of
 * letters that can't be seen, or would mislead. Blanks around it and beside one another are left out.
 * @param user as {@link parseUri} gives it.
 */
export function readableUser(user: string): string {
  const text = user.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) =>
    decoded(escapes).replaceAll(misleading, encodeURIComponent),
  );
  return text.replaceAll(/\p{Zs}+/gu, ' ').trim();
}
