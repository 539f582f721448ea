import { Link } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { CatalogueSection } from '../../contract/viewer.ts';
import { useCandor } from '../app/useView.ts';
import { useOpening } from './useOpening.ts';

interface Props {
  readonly section: CatalogueSection;
  /** Its subject, for people who hear the link without what is beside it; begins as the link does. */
  readonly label: string;
  readonly className?: string;
}

/** Opens What Candor sends at a section of the catalogue, and shows progress until it is visible. */
export function LearnMore({ section, label, className }: Props) {
  const { t } = useTranslation();
  const { main } = useCandor();
  const [isOpening, begin] = useOpening(() => main.openHelp(section));
  return (
    <Link
      as="button"
      inline
      type="button"
      className={className}
      aria-label={isOpening ? t('options.learnMore.opening') : label}
      aria-busy={isOpening}
      onClick={begin}
    >
      {t(isOpening ? 'options.learnMore.opening' : 'options.learnMore.text')}
    </Link>
  );
}
