interface Waiting<J, R> {
  readonly job: J;
  readonly resolve: (result: R) => void;
  readonly reject: (reason: Error) => void;
}

export interface GroupCommit<J, R> {
  /** Resolves once the job is committed. */
  readonly add: (job: J) => Promise<R>;
}

/** Commits the jobs of requests that arrive together in one transaction, since each commit waits for the disk. */
export function createGroupCommit<J, R>({
  commit,
}: {
  readonly commit: (jobs: readonly J[]) => readonly R[];
}): GroupCommit<J, R> {
  let waiting: Waiting<J, R>[] = [];

  function flush(): void {
    const group = waiting;
    waiting = [];
    if (group.length === 0) return;
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
