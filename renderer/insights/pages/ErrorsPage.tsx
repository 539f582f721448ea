import { useHere } from '../place/usePlace.ts';
import { ErrorGroup } from '../errors/ErrorGroup.tsx';
import { ErrorList } from '../errors/ErrorList.tsx';

/** The errors: all groups, or one of them. */
export function ErrorsPage() {
  const { group } = useHere();
  return group === undefined ? <ErrorList /> : <ErrorGroup key={group} group={group} />;
}
