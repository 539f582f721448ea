import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import type { Problem } from '../answers/askPool.ts';
import { ProblemBar } from './ProblemBar.tsx';

interface Props {
  readonly title: string;
  readonly submit: string;
  readonly problem: Problem | undefined;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog whose answer goes to the pool, and which says what the pool made of it. */
export function AskDialog({ problem, children, ...rest }: Props) {
  const { t } = useTranslation();
  useFocusReturn();
  return (
    <FormDialog cancel={t('viewer.actions.cancel')} {...rest}>
      {children}
      <ProblemBar problem={problem} />
    </FormDialog>
  );
}
