/** This thread's CPU time in milliseconds, which other processes on a busy machine do not lengthen. */
export function cpuTimeMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
