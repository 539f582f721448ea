/** In UTF-16 units. Kept apart from the schemas, so that windows don't load their library. */
export const LONGEST_MESSAGE = 16_384;
