import { Button, Dialog, DialogTrigger } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { QuestionSurface } from './QuestionSurface.tsx';

interface Props {
  readonly button: ReactElement;
  readonly title: string;
  readonly detail: string;
  readonly confirm: string;
  readonly onConfirm: () => void;
}

/** A button for an action that can't be undone, and so needs a confirmation. */
export function ConfirmDialog({ button, title, detail, confirm, onConfirm }: Props) {
  const { t } = useTranslation();
  return (
    // Without a fade: if the button is gone meanwhile, Fluent would hide all else from screen readers.
    <Dialog modalType="alert" surfaceMotion={null}>
      <DialogTrigger disableButtonEnhancement>{button}</DialogTrigger>
      <QuestionSurface title={title} detail={detail}>
        <DialogTrigger disableButtonEnhancement>
          <Button appearance="primary" onClick={onConfirm}>
            {confirm}
          </Button>
        </DialogTrigger>
        <DialogTrigger disableButtonEnhancement>
          <Button>{t('viewer.actions.cancel')}</Button>
        </DialogTrigger>
      </QuestionSurface>
    </Dialog>
  );
}
