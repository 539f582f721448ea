import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readPeer } from '../../../contract/sip/peerAddress.ts';
import type { en } from '../../../contract/text/en.ts';
import { readAddress } from '../../sip/address.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useValue } from '../../ui/useValue.ts';
import { meantPeer } from '../state/entries.ts';
import { useSession, useChatClient } from './useChatClient.ts';
import { useContactName } from './useContactName.tsx';

type Problem = keyof typeof en.conversations.contact &
  ('noAddress' | 'notAddress' | 'yourself' | 'known');

type Meant =
  { readonly ok: true; readonly peer: string } | { readonly ok: false; readonly problem: Problem };

/**
 * Whom a typed address means, or what is wrong with it.
 * @param given the address that was filled in initially.
 */
function useMeant(given: string) {
  const { account } = useSession();
  const known = useValue(useChatClient().roster);
  const shown = readPeer(given).address;
  const read = (text: string): string | undefined => {
    // The displayed address has no escapes, and is not parsed again.
    if (given !== '' && text.trim() === shown.trim()) return given;
    const address = readAddress(text);
    return address.ok ? meantPeer(known, address.value) : undefined;
  };
  return (text: string): Meant => {
    if (text.trim() === '') return { ok: false, problem: 'noAddress' };
    const peer = read(text);
    if (peer === undefined) return { ok: false, problem: 'notAddress' };
    if (peer === account) return { ok: false, problem: 'yourself' };
    return known.contacts.some((contact) => contact.address === peer)
      ? { ok: false, problem: 'known' }
      : { ok: true, peer };
  };
}

interface Props {
  /** The address to start with; empty if there is none. */
  readonly address: string;
  readonly onAdded: (address: string) => void;
  readonly onClose: () => void;
}

export function AddContact({ address: given, onAdded, onClose }: Props) {
  const { t } = useTranslation();
  const { roster } = useChatClient();
  const meant = useMeant(given);
  const [address, setAddress] = useState(() => readPeer(given).address);
  const [problem, setProblem] = useState<Problem>();
  const [failure, setFailure] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  const contactName = useContactName('');

  const save = async (): Promise<void> => {
    const found = meant(address);
    setProblem(found.ok ? undefined : found.problem);
    if (!found.ok) {
      input.current?.focus();
      return;
    }
    const name = contactName.check();
    if (name === undefined) return;
    const failed = await roster.add({ address: found.peer, name });
    setFailure(failed);
    if (failed !== undefined) return;
    onClose();
    onAdded(found.peer);
  };

  return (
    <FormDialog
      title={t('conversations.contact.add')}
      submit={t('conversations.contact.save')}
      cancel={t('conversations.contact.cancel')}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {failure !== undefined && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{t('conversations.contact.failed', { problem: failure })}</MessageBarBody>
        </MessageBar>
      )}
      <TextField
        label={t('conversations.contact.address')}
        problem={problem && t(`conversations.contact.${problem}`)}
        input={input}
        value={address}
        isAddress
        onChange={(value) => {
          setAddress(value);
          setProblem(undefined);
        }}
      />
      {contactName.field}
    </FormDialog>
  );
}
