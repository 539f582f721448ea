import { Avatar, type AvatarProps } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { peerInWords } from '../../contract/peerInWords.ts';
import { personColour } from '../../contract/personColour.ts';
import { readPeer } from '../../contract/sip/peerAddress.ts';

type Drawn = 'active' | 'activeAppearance' | 'badge' | 'className' | 'size';

interface Props extends Pick<AvatarProps, Drawn> {
  readonly name: string;
  /** The person, as conversations store it, which determines the colour; undefined if no address is known. */
  readonly peer?: string;
  /** The colour, if it is known without an address; otherwise it goes by the address, or else by the name. */
  readonly colour?: number | undefined;
}

/** In the order in which `personColour` counts them. */
const colours = [
  'dark-red',
  'cranberry',
  'red',
  'pumpkin',
  'peach',
  'marigold',
  'gold',
  'brass',
  'brown',
  'forest',
  'seafoam',
  'dark-green',
  'light-teal',
  'teal',
  'steel',
  'blue',
  'royal-blue',
  'cornflower',
  'navy',
  'lavender',
  'purple',
  'grape',
  'lilac',
  'pink',
  'magenta',
  'plum',
  'beige',
  'mink',
  'platinum',
  'anchor',
] as const;

/**
 * The circle beside a name, hidden from screen readers: its initials, or a figure of a person if a number has no name.
 */
export function PersonAvatar({ name, peer, colour, ...props }: Props) {
  const { t } = useTranslation();
  // Digits of a number, or of its extension, are no initials.
  const isNumber =
    peer !== undefined && readPeer(peer).telephone !== undefined && name === peerInWords(peer, t);
  const written = name.replaceAll(/\p{Bidi_Control}/gu, '');
  return (
    <Avatar
      {...props}
      {...(isNumber ? {} : { name: written })}
      color={colours[colour ?? personColour(peer ?? name)] ?? 'neutral'}
      aria-hidden
    />
  );
}
