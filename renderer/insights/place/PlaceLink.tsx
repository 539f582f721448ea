import type { ReactNode } from 'react';
import { SearchLink } from '../../webPage/SearchLink.tsx';
import { searchOf, type Place } from './place.ts';

interface Props {
  readonly to: Place;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A link to another place in the insights. */
export const PlaceLink = ({ to, ...rest }: Props) => <SearchLink to={searchOf(to)} {...rest} />;
