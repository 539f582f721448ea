/** The first version of Candor that could record what its first release recorded. */
export const since = '0.1.0';
/** The version by which an owner reviews data that identify nobody. */
export const reviewBy = '1.0.0';
/** Data that may identify somebody are reviewed sooner. */
export const identifying = '0.5.0';
