/** In UTF-16 units. Apart from the schemas, so that windows need none of their library. */
export const LONGEST_MESSAGE = 16_384;
