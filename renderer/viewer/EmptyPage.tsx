import { DocumentSearchRegular } from '@fluentui/react-icons';
import { EmptyState } from '../ui/EmptyState.tsx';

interface Texts {
  readonly title: string;
  readonly detail?: string;
  readonly action?: string;
  readonly onAction?: () => void;
}

/** Shown if there is nothing to show, with what would change that. */
export function EmptyPage(texts: Texts) {
  return (
    <EmptyState {...texts} isTold mark={<DocumentSearchRegular fontSize={40} aria-hidden />} />
  );
}
