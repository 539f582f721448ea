export const BREAK = '\r\n';
/** What parts a message's head from its body. */
export const END = BREAK + BREAK;
/** A header's line, with those that continue it (RFC 3261, section 7.3.1). */
export const betweenHeaders = /\r\n(?![ \t])/;

/** What a header says, without the blanks around it. */
export const valueOf = (header: string): string => header.slice(header.indexOf(':') + 1).trim();
