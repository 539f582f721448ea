import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { canBeSeen } from '../../../contract/participantName.ts';
import { TextField } from '../../ui/TextField.tsx';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { useValue } from '../../ui/useValue.ts';
import type { Entry } from '../state/entries.ts';
import { LONGEST_NAME } from './AddContact.tsx';
import { useChatClient } from './useChatClient.ts';

const useStyles = makeStyles({ surface: { maxWidth: '440px' } });

interface Props {
  readonly entry: Entry;
  readonly onClose: () => void;
}

/** Gives a contact the name by which the person knows them; empty, the pool's or the address is shown again. */
export function RenameContact({ entry: { peer, address }, onClose }: Props) {
  useFocusReturn();
  const styles = useStyles();
  const { t } = useTranslation();
  const { roster } = useChatClient();
  const contacts = useValue(roster).contacts;
  const [name, setName] = useState(
    () => contacts.find((contact) => contact.address === peer)?.name ?? '',
  );
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const refuse = (why: string): void => {
    setProblem(why);
    input.current?.focus();
  };
  const save = async (): Promise<void> => {
    const written = name.trim();
    if (written !== '' && !canBeSeen(written)) {
      refuse(t('conversations.contact.badName'));
      return;
    }
    const failed = await roster.add({ address: peer, name: written });
    if (failed === undefined) onClose();
    else refuse(t('conversations.contact.failed', { problem: failed }));
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface className={styles.surface} aria-describedby={undefined}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <DialogBody>
            <DialogTitle>{t('conversations.contact.renameTitle', { address })}</DialogTitle>
            <DialogContent>
              <TextField
                label={t('conversations.contact.name')}
                problem={problem}
                input={input}
                value={name}
                maxLength={LONGEST_NAME}
                onChange={(value) => {
                  setName(value);
                  setProblem(undefined);
                }}
              />
            </DialogContent>
            <DialogActions fluid>
              <Button appearance="primary" type="submit">
                {t('conversations.contact.renameSave')}
              </Button>
              <Button onClick={onClose}>{t('conversations.contact.cancel')}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
