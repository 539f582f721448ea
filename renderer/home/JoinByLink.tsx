import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkProblem } from '../../contract/meetingLink.ts';
import { FormDialog } from '../ui/FormDialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { useCandor } from '../app/useView.ts';

/** Takes a meeting's link that somebody sent, and says what is wrong with it, if anything. */
export function JoinByLink({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { main } = useCandor();
  const [link, setLink] = useState('');
  const [problem, setProblem] = useState<LinkProblem | null>(null);
  const input = useRef<HTMLInputElement>(null);

  const join = async (): Promise<void> => {
    const text = link.trim();
    // An empty field is not counted as a failed link.
    const found = text === '' ? 'empty' : await main.joinByLink(text);
    setProblem(found);
    if (found === null) onClose();
    else input.current?.focus();
  };

  return (
    <FormDialog
      title={t('meeting.join.title')}
      submit={t('meeting.lobby.join')}
      cancel={t('meeting.room.cancel')}
      onSubmit={() => void join()}
      onClose={onClose}
    >
      <TextField
        label={t('meeting.join.link')}
        value={link}
        isAddress
        placeholder={t('meeting.join.example')}
        problem={problem === null ? undefined : t(`meeting.link.${problem}`)}
        input={input}
        onChange={(next) => {
          setLink(next);
          setProblem(null);
        }}
      />
    </FormDialog>
  );
}
