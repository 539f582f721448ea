import type { TFunction } from 'i18next';
import { catalogue } from '../../contract/catalogue.ts';
import type { Datum } from '../../contract/datum.ts';
import type { EventOf, LedgerEvent } from '../../contract/ledger.ts';
import type { DecisionSource } from '../../contract/consent.ts';
import type { Language } from '../../contract/text/index.ts';
import { policyCatalogue, type PolicyEntry } from '../../contract/policyCatalogue.ts';
import { policyProblem } from '../../contract/policyProblem.ts';
import type { HeadProblem } from '../../contract/signedHeads.ts';
import { serviceProblemText } from '../../contract/serviceProblem.ts';

/** A policy and its value, first with its name for people, then with the key that an administrator looks for. */
function policyValue(
  t: TFunction,
  language: Language,
  key: string,
  value: boolean | number | string,
): string {
  const known: Readonly<Record<string, PolicyEntry>> = policyCatalogue;
  const said = typeof value === 'boolean' ? t(`viewer.decisions.${value ? 'yes' : 'no'}`) : value;
  const label = known[key]?.label[language];
  return label === undefined
    ? t('viewer.ledger.event.valueUnnamed', { key, value: said })
    : t('viewer.ledger.event.value', { label, key, value: said });
}

function policyText(t: TFunction, language: Language, { sources }: EventOf<'policy'>): string {
  const said = sources.filter(({ state }) => state !== 'absent');
  if (said.length === 0) return t('viewer.ledger.event.policyNone');
  const texts = said.map(({ source, location, values, problem }) => {
    const name = t(`decision.source.${source as DecisionSource}`);
    if (problem !== undefined)
      return t('viewer.ledger.event.policyUnreadable', {
        source: name,
        location,
        problem: policyProblem(t, problem),
      });
    return Object.keys(values).length === 0
      ? t('viewer.ledger.event.policyEmpty', { source: name, location })
      : t('viewer.ledger.event.policyRead', {
          source: name,
          location,
          values: new Intl.ListFormat(language).format(
            Object.entries(values).map(([key, value]) => policyValue(t, language, key, value)),
          ),
        });
  });
  return t('viewer.ledger.event.policy', { sources: texts.join('; ') });
}

function labels(fields: readonly string[], language: Language): string {
  const data: Readonly<Record<string, Datum>> = catalogue.error;
  return new Intl.ListFormat(language).format(fields.map((it) => data[it]?.label[language] ?? it));
}

/** The content of an entry of the ledger, in words. */
export function ledgerText(t: TFunction, language: Language, event: LedgerEvent): string {
  switch (event.kind) {
    case 'began':
      return event.replaces === null
        ? t('viewer.ledger.event.began', { version: event.version })
        : t('viewer.ledger.event.beganAnew', { file: event.replaces });
    case 'choice':
      return t(
        event.errorReports ? 'viewer.ledger.event.choiceOn' : 'viewer.ledger.event.choiceOff',
      );
    case 'policy':
      return policyText(t, language, event);
    case 'consentSuspended':
      return t('viewer.ledger.event.consentSuspended', {
        added: labels(event.added, language),
      });
    case 'sent':
      return t('viewer.ledger.event.sent', {
        category: t(`category.${event.category}.name`),
        count: event.seals.length,
      });
    case 'receiptRefused':
      return t('viewer.ledger.event.receiptRefused', {
        category: t(`category.${event.category}.name`),
      });
    case 'headSigned':
    case 'headContradicted':
      return t(`viewer.ledger.event.${event.kind}`, { seq: event.seq });
    case 'keyPinned':
    case 'keyChanged':
      return t(`viewer.ledger.event.${event.kind}`, { kid: event.kid });
    case 'errorsDeleted':
      return t('viewer.ledger.event.errorsDeleted', { ...event });
    case 'withdrawalAsked':
      return t('viewer.ledger.event.withdrawalAsked');
    case 'withdrawalConfirmed':
      return [
        t('viewer.ledger.event.withdrawalConfirmed', { count: event.confirmation.erased }),
        ...(event.by === undefined ? [] : [`(${event.by})`]),
      ].join(' ');
    case 'confirmationRefused':
      return t('viewer.ledger.event.confirmationRefused', {
        problem: serviceProblemText(t, event.problem),
      });
    case 'historyCleared':
      return t('viewer.ledger.event.historyCleared', { count: event.records });
    case 'setAside':
      return t('viewer.ledger.event.setAside', { file: event.file });
  }
}

/**
 * What contradicts a signature of the service over the ledger.
 * @param inWords formats an instant for this person.
 */
export function contradictionText(
  t: TFunction,
  found: HeadProblem,
  inWords: (at: string) => string,
): string {
  switch (found.kind) {
    case 'signature':
      return t('viewer.ledger.contradicted.signature');
    case 'changed':
      return t('viewer.ledger.contradicted.changed', { ...found, date: inWords(found.at) });
    case 'cut':
    case 'removed':
    case 'noted':
      return t(`viewer.ledger.contradicted.${found.kind}`, {
        seq: found.seq,
        date: inWords(found.at),
      });
  }
}

const actors = {
  choice: 'you',
  historyCleared: 'you',
  withdrawalAsked: 'you',
  policy: 'administrator',
  withdrawalConfirmed: 'service',
  confirmationRefused: 'service',
  receiptRefused: 'service',
  headSigned: 'service',
  keyPinned: 'service',
  keyChanged: 'service',
} as const satisfies Partial<Record<LedgerEvent['kind'], 'you' | 'administrator' | 'service'>>;

/** Who did what an entry describes. */
export const actor = ({ kind }: LedgerEvent): 'you' | 'administrator' | 'service' | 'candor' =>
  kind in actors ? actors[kind as keyof typeof actors] : 'candor';
