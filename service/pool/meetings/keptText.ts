/**
 * A copy with only its own characters: V8 keeps alive the whole text that another was cut from, here a frame of up to
 * 96 KiB for an address of twenty characters.
 */
export const keptText = (text: string): string => Buffer.from(text).toString();
