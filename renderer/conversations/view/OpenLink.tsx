import { useTranslation } from 'react-i18next';
import { Confirmation } from '../../ui/Confirmation.tsx';
import { useCandor } from '../../app/useView.ts';
import type { LinkPart } from './links.ts';

interface Props {
  readonly link: LinkPart;
  readonly onClose: () => void;
}

/** Asks before opening a link whose text does not show where it leads. */
export function OpenLink({ link: { url, host }, onClose }: Props) {
  const { t } = useTranslation();
  const { main } = useCandor();
  return (
    <Confirmation
      title={t('conversations.link.title')}
      detail={t('conversations.link.detail', { host })}
      confirm={t('conversations.link.open')}
      cancel={t('conversations.link.cancel')}
      onConfirm={() => {
        void main.openLink({ url });
        onClose();
      }}
      onClose={onClose}
    />
  );
}
