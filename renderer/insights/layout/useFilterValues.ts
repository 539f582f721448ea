import { surfaces } from '../../../contract/datum.ts';
import type { Filter } from '../../../contract/insights/queries.ts';
import { useAnswer, type Loaded } from '../answers/useAnswer.ts';
import type { Answer } from '../../../contract/insights/answers.ts';
import { useHere } from '../place/usePlace.ts';

const valuesOf = (loaded: Loaded<Answer<'versions'>>): readonly string[] =>
  loaded.state === 'answered'
    ? loaded.answer.rows.flatMap(({ value }) => (value === null || value === '' ? [] : [value]))
    : [];

/** A filter's values: those that enough devices sent in the period. */
export function useFilterValues(name: Filter): readonly string[] {
  const { period } = useHere();
  const versions = useAnswer('versions', 'version', { period });
  const systems = useAnswer('systems', 'os', { period });
  switch (name) {
    case 'surface':
      return surfaces;
    case 'version':
      return valuesOf(versions);
    case 'os':
      return valuesOf(systems);
  }
}
