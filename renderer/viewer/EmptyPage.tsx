import { DocumentSearchRegular } from '@fluentui/react-icons';
import { EmptyState } from '../EmptyState.tsx';

/** What stands where there is nothing to show, and what would bring something. */
export function EmptyPage(texts: { title: string; detail?: string }) {
  return (
    <EmptyState {...texts} isTold mark={<DocumentSearchRegular fontSize={40} aria-hidden />} />
  );
}
