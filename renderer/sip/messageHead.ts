export const BREAK = '\r\n';
/** Separates a message's head from its body. */
export const END = BREAK + BREAK;
/** Separates headers, each with the lines that continue it (RFC 3261, section 7.3.1). */
export const betweenHeaders = /\r\n(?![ \t])/;

/** A header's value, without the blanks around it. */
export const valueOf = (header: string): string => header.slice(header.indexOf(':') + 1).trim();
