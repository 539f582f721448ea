import type { Change, Changer } from '../../../contract/admin/changeLog.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { ChangeLog } from '../changes/changeLog.ts';
import type { Administrators } from './administrators.ts';

/** Makes a change of administrators and writes it down; it is never made without that. */
export const noted = <Problem>(
  {
    administrators,
    changeLog,
  }: {
    readonly administrators: Pick<Administrators, 'together'>;
    readonly changeLog: Pick<ChangeLog, 'exclusively' | 'note'>;
  },
  who: Changer,
  run: () => Outcome<Change, Problem>,
): Outcome<Change, Problem> =>
  administrators.together(() =>
    changeLog.exclusively(() => {
      const made = run();
      if (made.ok) changeLog.note(who, made.value);
      return made;
    }),
  );
