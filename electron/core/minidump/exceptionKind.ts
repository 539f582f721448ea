/** Signals of Linux (signal(7), x86 and ARM), which Crashpad writes as the exception's code. */
const linux: Readonly<Record<number, string>> = {
  3: 'SIGQUIT',
  4: 'SIGILL',
  5: 'SIGTRAP',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
  31: 'SIGSYS',
};

/** Mach exceptions (mach/exception_types.h). */
const mac: Readonly<Record<number, string>> = {
  1: 'EXC_BAD_ACCESS',
  2: 'EXC_BAD_INSTRUCTION',
  3: 'EXC_ARITHMETIC',
  5: 'EXC_SOFTWARE',
  6: 'EXC_BREAKPOINT',
  10: 'EXC_CRASH',
  11: 'EXC_RESOURCE',
  12: 'EXC_GUARD',
};

/** NTSTATUS values (ntstatus.h) and Chromium's own code for out of memory. */
const windows: Readonly<Record<number, string>> = {
  0x80000003: 'EXCEPTION_BREAKPOINT',
  0xc0000005: 'EXCEPTION_ACCESS_VIOLATION',
  0xc0000006: 'EXCEPTION_IN_PAGE_ERROR',
  0xc000001d: 'EXCEPTION_ILLEGAL_INSTRUCTION',
  0xc0000094: 'EXCEPTION_INT_DIVIDE_BY_ZERO',
  0xc00000fd: 'EXCEPTION_STACK_OVERFLOW',
  0xc0000374: 'STATUS_HEAP_CORRUPTION',
  0xc0000409: 'STATUS_STACK_BUFFER_OVERRUN',
  0xe0000008: 'OUT_OF_MEMORY',
};

/** MINIDUMP_SYSTEM_INFO.PlatformId: VER_PLATFORM_WIN32_NT, and Breakpad's values of minidump_format.h. */
const byPlatform: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  2: windows,
  0x8101: mac,
  0x8102: mac,
  0x8201: linux,
  0x8203: linux,
};

/** The name of an exception's code on the dump's platform; its number if it has none. */
export function exceptionKind(platform: number | undefined, code: number): string {
  return byPlatform[platform ?? 0]?.[code] ?? `0x${code.toString(16)}`;
}
