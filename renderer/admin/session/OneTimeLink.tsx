import { Spinner } from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { SignInCard } from '../../webPage/SignInCard.tsx';
import { askPool, type Asked } from '../answers/askPool.ts';
import { ProblemBar } from '../layout/ProblemBar.tsx';

interface Props<T> {
  readonly secret: string;
  /** Where the pool tells what the link is for. */
  readonly path: string;
  readonly schema: z.ZodType<T>;
  readonly title: string;
  readonly lead: (offer: T) => string;
  readonly children: (offer: T) => ReactNode;
}

/** What a one-time link opens: what it is for, or why it opens nothing. */
export function OneTimeLink<T>({ secret, path, schema, title, lead, children }: Props<T>) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Asked<T>>();
  useEffect(() => {
    const leaving = new AbortController();
    const how = { method: 'POST', body: { secret }, signal: leaving.signal };
    void askPool(path, schema, how).then((found) => {
      if (!leaving.signal.aborted) setAsked(found);
    });
    return () => {
      leaving.abort();
    };
  }, [secret, path, schema]);
  return (
    <SignInCard
      pageTitle={t('admin.pageTitle', { page: title })}
      title={title}
      lead={asked?.ok ? lead(asked.value) : t('admin.link.lead', { host: location.host })}
    >
      {asked === undefined && <Spinner size="tiny" label={t('webPage.loading', { what: title })} />}
      {asked?.ok === false && <ProblemBar problem={asked.problem} />}
      {asked?.ok && children(asked.value)}
    </SignInCard>
  );
}
