/** The longest texts a renderer may report; it cuts longer ones itself. */
export const exceptionLimits = { name: 128, message: 4096, stack: 32_768 } as const;
