import { Button, Dialog } from '@fluentui/react-components';
import { QuestionSurface } from './QuestionSurface.tsx';

interface Props {
  readonly title: string;
  readonly detail: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something is done. */
export function Confirmation({ title, detail, confirm, cancel, onConfirm, onClose }: Props) {
  return (
    <Dialog open modalType="alert" onOpenChange={onClose}>
      <QuestionSurface title={title} detail={detail}>
        <Button appearance="primary" onClick={onConfirm}>
          {confirm}
        </Button>
        <Button onClick={onClose}>{cancel}</Button>
      </QuestionSurface>
    </Dialog>
  );
}
