interface Waiting<J, R> {
  readonly job: J;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: Error) => void;
}

export interface GroupCommit<J, R> {
  /** Resolves once the job is committed. */
  readonly add: (job: J) => Promise<R>;
}

/** The most bytes that are committed at once, unless a single job weighs more. */
const HEAVIEST_BYTES = 512 * 1024;
/** How many milliseconds a commit should take, judging by the last ones, since nobody is answered meanwhile. */
const COMMIT_MS = 30;
/** The cost is roughly the mean over this many of the last commits. */
const REMEMBERED = 8;

/** Commits the jobs of requests that arrive together in one transaction, since each commit waits for the disk. */
export function createGroupCommit<J, R>({
  commit,
  weigh,
  thenRun,
}: {
  readonly commit: (jobs: readonly J[]) => readonly R[];
  /** Roughly how many bytes a job writes. */
  readonly weigh: (job: J) => number;
  /** Runs the next commit, once everything else has had its turn. */
  readonly thenRun: (commit: () => void) => void;
}): GroupCommit<J, R> {
  let waiting: Waiting<J, R>[] = [];
  /** Milliseconds per byte. */
  let cost = 0;

  /** Takes as many of the waiting jobs as go together. */
  function nextGroup(): { readonly group: readonly Waiting<J, R>[]; readonly weight: number } {
    const heaviest = Math.min(HEAVIEST_BYTES, COMMIT_MS / cost);
    let [count, weight] = [0, 0];
    for (const { job } of waiting) {
      const next = weight + weigh(job);
      if (count > 0 && next > heaviest) break;
      weight = next;
      count += 1;
    }
    const group = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return { group, weight };
  }

  function flush(): void {
    const { group, weight } = nextGroup();
    if (waiting.length > 0) thenRun(flush);
    const jobs = group.map(({ job }) => job);
    const from = performance.now();
    try {
      const results = commit(jobs);
      if (weight > 0) cost += ((performance.now() - from) / weight - cost) / REMEMBERED;
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
