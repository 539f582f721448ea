/** The longest texts a renderer may report, in characters; it shortens longer ones itself, by whole lines. */
export const exceptionLimits = { name: 1024, message: 32_768, stack: 65_536 } as const;
