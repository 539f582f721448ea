import { Avatar, type AvatarProps } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { peerInWords } from '../../contract/peerInWords.ts';
import { readPeer } from '../../contract/sip/peerAddress.ts';

type Drawn = 'active' | 'activeAppearance' | 'badge' | 'className' | 'color' | 'size';

interface Props extends Pick<AvatarProps, Drawn> {
  readonly name: string;
  /** Whom it is, as conversations are kept, by whom the colour goes; undefined of who is known by their name alone. */
  readonly peer?: string;
}

/** The circle beside a name, for those who look: its initials, or a figure of a person where a number has no name. */
export function PersonAvatar({ name, peer, color = 'colorful', ...props }: Props) {
  const { t } = useTranslation();
  // Digits of a number, or of its extension, are no initials.
  const isNumber =
    peer !== undefined && readPeer(peer).telephone !== undefined && name === peerInWords(peer, t);
  const written = name.replaceAll(/\p{Bidi_Control}/gu, '');
  return (
    <Avatar
      {...props}
      {...(isNumber ? {} : { name: written })}
      color={color}
      idForColor={peer ?? name}
      aria-hidden
    />
  );
}
