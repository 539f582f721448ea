import { join } from 'node:path';
import type { Change } from '../../../contract/admin/changeLog.ts';
import { oneTimeLink } from '../../../contract/admin/paths.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { done, failed, type Log, type Outcome } from '../../shared/outcome.ts';
import { CHANGE_LOG_FILE, openChangeLog } from '../changes/changeLog.ts';
import type { AdminCommand } from './adminCommandLine.ts';
import { ADMINISTRATORS_FILE, openAdministrators, type Administrators } from './administrators.ts';
import { noted } from './noted.ts';

type Said = Outcome<LocalizedText, LocalizedText>;
type Making = Exclude<AdminCommand, { readonly what: 'list' }>;

function describe(administrators: Administrators): LocalizedText {
  const rows = administrators.list();
  return (t) =>
    rows.length === 0
      ? t('poolCommand.admin.none')
      : rows
          .map(({ name, role, enrolled }) =>
            enrolled ? `${name} ${role}` : `${name} ${role} ${t('poolCommand.admin.notEnrolled')}`,
          )
          .join('\n');
}

/** What the command changes, which has been done; or why it can't be. */
function carryOut(administrators: Administrators, command: Making): Outcome<Change, LocalizedText> {
  const { name } = command;
  const known = administrators.find(name);
  if (command.what === 'add') {
    const { role } = command;
    return administrators.add(name, role)
      ? done({ kind: 'administratorAdded', name, role })
      : failed((t) => t('poolCommand.thereAlready', { name }));
  }
  if (!known) return failed((t) => t('poolCommand.admin.unknown', { name }));
  if (command.what === 'reset') {
    administrators.reset(name);
    return done({ kind: 'administratorReset', name });
  }
  administrators.remove(name);
  return done({ kind: 'administratorRemoved', name, role: known.role });
}

/** Carries out `candor-pool admin …`, also while the pool runs. @returns what to say. */
export function administerAdministrators(
  command: AdminCommand,
  { now, log }: { readonly now: () => number; readonly log: Log },
): Said {
  const administrators = openAdministrators(join(command.data, ADMINISTRATORS_FILE), now);
  try {
    if (command.what === 'list') return done(describe(administrators));
    const changeLog = openChangeLog(join(command.data, CHANGE_LOG_FILE), { now, log });
    try {
      const made = noted({ administrators, changeLog }, { by: 'command' }, () =>
        carryOut(administrators, command),
      );
      if (!made.ok) return made;
    } finally {
      changeLog.close();
    }
    if (command.what === 'remove') return done((t) => t('poolCommand.done'));
    const { secret, until } = administrators.addLink('enrol', command.name);
    const link = oneTimeLink(command.url, 'enrol', secret);
    return done((t) => t('poolCommand.admin.link', { name: command.name, link, until }));
  } finally {
    administrators.close();
  }
}
