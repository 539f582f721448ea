interface Waiting<J, R> {
  readonly job: J;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: Error) => void;
}

export interface GroupCommit<J, R> {
  /** Resolves once the job is committed. */
  readonly add: (job: J) => Promise<R>;
}

/** Of what is committed at once, unless one job alone weighs more: meanwhile nobody is answered. */
const heaviestGroup = 512 * 1024;

/** Commits the jobs of requests that arrive together in one transaction, since each commit waits for the disk. */
export function createGroupCommit<J, R>({
  commit,
  weigh,
}: {
  readonly commit: (jobs: readonly J[]) => readonly R[];
  /** About how many bytes a job writes. */
  readonly weigh: (job: J) => number;
}): GroupCommit<J, R> {
  let waiting: Waiting<J, R>[] = [];

  /** Takes from those that wait as many as go together. */
  function nextGroup(): readonly Waiting<J, R>[] {
    let [count, weight] = [0, 0];
    for (const { job } of waiting) {
      weight += weigh(job);
      if (count > 0 && weight > heaviestGroup) break;
      count += 1;
    }
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return group;
  }

  function flush(): void {
    const group = nextGroup();
    if (waiting.length > 0) setImmediate(flush);
    try {
      const results = commit(group.map(({ job }) => job));
      results.forEach((result, index) => group[index]?.resolve(result));
    } catch (error) {
      const reason = error instanceof Error ? error : new Error('the commit failed');
      for (const { reject } of group) reject(reason);
    }
  }

  return {
    add: (job) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push({ job, resolve, reject });
      }),
  };
}
