/* eslint-disable redos/no-vulnerable -- it can't read the flag v; each pattern is one class, or a run of one */

/**
 * Characters that hide or reorder what is next to them, or make one address look like another: among them the blanks
 * of Braille and of Egyptian hieroglyphs, which Unicode counts as a symbol and letters.
 */
const misleading =
  /[@\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u{13441}\u{13442}]/gv;
/** ASCII's, which mean a letter each, whatever stands beside them. */
const plainEscapes = /%[0-7][0-9A-Fa-f]/g;

/** The letters that a run of UTF-8 escapes stands for; escapes of other bytes stay. */
function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    // Bytes that are not UTF-8 stand for nothing that could be shown.
    return escapes.replaceAll(plainEscapes, decodeURIComponent);
  }
}

/**
 * The user part of a SIP URI as people read it (RFC 3261, section 19.1.2): its escapes undone, except those of
 * letters that are invisible or would mislead. Surrounding and repeated blanks are left out.
 * @param user as {@link parseUri} gives it.
 */
export function readableUser(user: string): string {
  const text = user.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) =>
    decoded(escapes).replaceAll(misleading, encodeURIComponent),
  );
  return text.replaceAll(/\p{Zs}+/gu, ' ').trim();
}
