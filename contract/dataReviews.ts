/** The first version of Candor that could record what its first release recorded. */
export const since = '0.1.0';
/** By when an owner looks again at what leads to nobody. */
export const reviewBy = '1.0.0';
/** What may lead to somebody is looked at sooner. */
export const identifying = '0.5.0';
