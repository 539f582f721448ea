import { useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { canBeSeen } from '../../../contract/participantName.ts';
import { TextField } from '../../ui/TextField.tsx';

const LONGEST_NAME = 128;

interface ContactName {
  readonly field: ReactNode;
  /**
   * @returns the name as it is kept, empty if there is none; undefined, after telling the person, if the name is
   * invisible.
   */
  readonly check: () => string | undefined;
  /** Shows another problem beside the field. */
  readonly refuse: (problem: string) => void;
}

/** The field for the name by which the person knows a contact. */
export function useContactName(first: string): ContactName {
  const { t } = useTranslation();
  const [name, setName] = useState(first);
  const [problem, setProblem] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const refuse = (why: string): void => {
    setProblem(why);
    input.current?.focus();
  };
  return {
    field: (
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
    ),
    check() {
      const written = name.trim();
      if (written === '' || canBeSeen(written)) return written;
      refuse(t('conversations.contact.badName'));
      return undefined;
    },
    refuse,
  };
}
