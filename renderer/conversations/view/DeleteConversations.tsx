import {
  Button,
  Dialog,
  makeStyles,
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Deletion } from '../../../contract/conversations.ts';
import { QuestionSurface } from '../../ui/QuestionSurface.tsx';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { useValue } from '../../ui/useValue.ts';
import { entryOf } from '../state/entries.ts';
import { useChatClient, useSession } from './useChatClient.ts';

const useStyles = makeStyles({
  detail: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  paragraph: { margin: 0 },
});

type Outcome = Deletion | { readonly problem: string };

/** What went differently from what the person was told; undefined if nothing did. */
function useTrouble(outcome: Outcome | undefined): string | undefined {
  const { t, i18n } = useTranslation();
  if (!outcome) return undefined;
  if ('problem' in outcome) return t('conversations.delete.failed', { problem: outcome.problem });
  const { unproved, copies } = outcome;
  if (unproved)
    return t(`conversations.delete.unproved.${unproved.reason}`, { problem: unproved.problem });
  if (copies === 0) return undefined;
  const number = new Intl.NumberFormat(i18n.language).format(copies);
  return t('conversations.delete.copies', { number });
}

/** What is deleted and what stays, before it is done. */
function Detail({ peer, name }: { peer: string | null; name: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { account } = useSession();
  const call = useValue(useChatClient().calls.current);
  const isCalling = call !== null && call.phase !== 'ended' && [null, call.peer].includes(peer);
  const paragraphs = [
    peer === null
      ? t('conversations.delete.allGoes', { account })
      : t('conversations.delete.oneGoes', { name }),
    ...(isCalling ? [t('conversations.delete.duringCall')] : []),
    t('conversations.delete.stays'),
    t('conversations.delete.noUndo'),
  ];
  return paragraphs.map((paragraph) => (
    <p key={paragraph} className={styles.paragraph}>
      {paragraph}
    </p>
  ));
}

interface Props {
  /** With whom; null for everyone. */
  readonly peer: string | null;
  readonly onClose: () => void;
}

/**
 * Asks before messages and calls are deleted from this device, and says so if it is not certain that they are gone.
 */
export function DeleteConversations({ peer, onClose }: Props) {
  useFocusReturn();
  const styles = useStyles();
  const { t } = useTranslation();
  const { roster, deleteMessages } = useChatClient();
  const known = useValue(roster);
  const [outcome, setOutcome] = useState<Outcome>();
  const [isDeleting, setDeleting] = useState(false);
  const trouble = useTrouble(outcome);
  const name = peer === null ? '' : entryOf(known, peer, t).name;
  const onlyCopies = outcome !== undefined && 'copies' in outcome && outcome.unproved === null;

  const confirm = async (): Promise<void> => {
    setDeleting(true);
    const answer = await deleteMessages(peer);
    setDeleting(false);
    if (!answer.ok) setOutcome({ problem: answer.problem });
    else if (answer.value.unproved || answer.value.copies > 0) setOutcome(answer.value);
    else onClose();
  };

  return (
    <Dialog open modalType="alert" onOpenChange={onClose}>
      <QuestionSurface
        title={
          peer === null
            ? t('conversations.delete.allTitle')
            : t('conversations.delete.oneTitle', { name })
        }
        detail={
          <div className={styles.detail}>
            {trouble === undefined ? (
              <Detail peer={peer} name={name} />
            ) : (
              <MessageBar intent="warning" layout="multiline" role="alert">
                <MessageBarBody>{trouble}</MessageBarBody>
              </MessageBar>
            )}
          </div>
        }
      >
        {!onlyCopies && (
          <Button
            appearance="primary"
            disabledFocusable={isDeleting}
            onClick={() => void confirm()}
          >
            {t(outcome ? 'conversations.delete.tryAgain' : 'conversations.delete.confirm')}
          </Button>
        )}
        <Button onClick={onClose}>
          {t(outcome ? 'conversations.delete.close' : 'conversations.delete.cancel')}
        </Button>
      </QuestionSurface>
    </Dialog>
  );
}
