import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { en } from '../../contract/text/en.ts';
import { readAddress } from '../sip/address.ts';
import { TextField } from '../TextField.tsx';
import { useValue } from '../useValue.ts';
import { useSession, useTalk } from './useTalk.ts';

const LONGEST_NAME = 128;

const useStyles = makeStyles({
  surface: { maxWidth: '440px' },
  fields: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    paddingBottom: tokens.spacingVerticalS,
  },
});

type Problem = keyof typeof en.conversations.contact &
  ('noAddress' | 'notAddress' | 'yourself' | 'known');

/** What is wrong with an address that is to be added, if something is. */
function useProblemOf() {
  const { account } = useSession();
  const { contacts } = useValue(useTalk().roster);
  return (text: string): Problem | undefined => {
    if (text.trim() === '') return 'noAddress';
    const address = readAddress(text);
    if (!address.ok) return 'notAddress';
    if (address.value === account) return 'yourself';
    return contacts.some((contact) => contact.address === address.value) ? 'known' : undefined;
  };
}

interface Props {
  /** What is known of the address beforehand. */
  readonly address: string;
  readonly onAdded: (address: string) => void;
  readonly onClose: () => void;
}

export function AddContact({ address: given, onAdded, onClose }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { roster } = useTalk();
  const problemOf = useProblemOf();
  const [address, setAddress] = useState(given);
  const [name, setName] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [failure, setFailure] = useState<string>();
  const input = useRef<HTMLInputElement>(null);

  const save = async (): Promise<void> => {
    const found = problemOf(address);
    setProblem(found);
    if (found) input.current?.focus();
    const read = readAddress(address);
    if (found || !read.ok) return;
    const failed = await roster.add({ address: read.value, name: name.trim() });
    setFailure(failed);
    if (failed !== undefined) return;
    onClose();
    onAdded(read.value);
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
            <DialogTitle>{t('conversations.contact.add')}</DialogTitle>
            <DialogContent className={styles.fields}>
              {failure !== undefined && (
                <MessageBar intent="error" layout="multiline" role="alert">
                  <MessageBarBody>
                    {t('conversations.contact.failed', { problem: failure })}
                  </MessageBarBody>
                </MessageBar>
              )}
              <TextField
                label={t('conversations.contact.address')}
                problem={problem && t(`conversations.contact.${problem}`)}
                input={input}
                value={address}
                isAddress
                onChange={(value) => {
                  setAddress(value);
                  setProblem(undefined);
                }}
              />
              <TextField
                label={t('conversations.contact.name')}
                value={name}
                maxLength={LONGEST_NAME}
                onChange={setName}
              />
            </DialogContent>
            <DialogActions fluid>
              <Button appearance="primary" type="submit">
                {t('conversations.contact.save')}
              </Button>
              <Button onClick={onClose}>{t('conversations.contact.cancel')}</Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
