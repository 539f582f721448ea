import { DocumentSearchRegular } from '@fluentui/react-icons';
import { EmptyState } from '../ui/EmptyState.tsx';

interface Texts {
  readonly title: string;
  readonly detail?: string;
  readonly action?: string;
  readonly onAction?: () => void;
}

/** What stands where there is nothing to show, and what would bring something. */
export function EmptyPage(texts: Texts) {
  return (
    <EmptyState {...texts} isTold mark={<DocumentSearchRegular fontSize={40} aria-hidden />} />
  );
}
