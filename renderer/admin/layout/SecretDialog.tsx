import {
  Button,
  Dialog,
  makeStyles,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QuestionSurface } from '../../ui/QuestionSurface.tsx';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { useChangeWords } from '../words/useChangeWords.ts';
import { CopyButton } from './CopyButton.tsx';
import { linksFromHere } from './linksFromHere.ts';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  secret: {
    ...typographyStyles.body1,
    fontFamily: tokens.fontFamilyMonospace,
    padding: tokens.spacingHorizontalM,
    overflowWrap: 'anywhere',
    userSelect: 'all',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
});

export type Secret =
  | { readonly by: 'password'; readonly password: string }
  | { readonly by: 'link'; readonly link: string; readonly until: string };

interface Props {
  /** What it is, and whose. */
  readonly title: string;
  readonly secret: Secret;
  readonly onClose: () => void;
}

function Told({ title, secret, onClose }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { instant } = useChangeWords();
  useFocusReturn();
  const text = secret.by === 'password' ? secret.password : linksFromHere(secret.link);
  const explained =
    secret.by === 'password'
      ? t('admin.secret.password')
      : t('admin.secret.link', { until: instant(secret.until) });
  return (
    <Dialog open modalType="alert" onOpenChange={onClose}>
      <QuestionSurface
        title={title}
        detail={
          <div className={styles.content}>
            <Text>{explained}</Text>
            <code className={styles.secret} dir="auto">
              {text}
            </code>
          </div>
        }
      >
        <CopyButton text={text} label={t('admin.copy')} />
        <Button appearance="primary" onClick={onClose}>
          {t('admin.secret.close')}
        </Button>
      </QuestionSurface>
    </Dialog>
  );
}

/** Shows what is told once, to be handed on; closing it asks for a press, not for a slip beside it. */
export function SecretDialog(props: Props) {
  // Once the dialog before it is gone and has returned the focus: that would hide this one from screen readers.
  const [isTurn, setTurn] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setTurn(true);
    });
    return () => {
      clearTimeout(timer);
    };
  }, []);
  return isTurn && <Told {...props} />;
}
