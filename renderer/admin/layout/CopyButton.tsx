import { Button } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveRegion } from '../../ui/LiveRegion.tsx';

/** Takes a text along, and says whether that was possible. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState<string>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(t('admin.copied'));
    } catch {
      // A browser has a clipboard only over https, or on this machine.
      setSaid(t('admin.notCopied'));
    }
  };
  return (
    <>
      <Button icon={<CopyRegular />} onClick={() => void copy()}>
        {said ?? label}
      </Button>
      <LiveRegion role="status">{said ?? ''}</LiveRegion>
    </>
  );
}
