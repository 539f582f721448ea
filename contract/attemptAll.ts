/** Runs every step, even if some fail, then throws the first failure. */
export function attemptAll(steps: readonly (() => void)[]): void {
  const failures = steps.flatMap((step) => {
    try {
      step();
      return [];
    } catch (error) {
      return [error];
    }
  });
  if (failures.length > 0) throw failures[0];
}
