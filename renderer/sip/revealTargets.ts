import type { UA } from 'jssip';
import type { OutgoingRequest, UriAliases } from './uriAliases.ts';

/** JsSIP's client transactions (`lib/Transactions.js`): their requests are not yet answered, nor authenticated. */
const clientTransactions = new Set(['ict', 'nict', 'act']);

/** The event for each transaction before it sends anything, for which JsSIP (`lib/UA.js`) has no type. */
interface TransactionSource {
  on(
    name: 'newTransaction',
    listener: (event: {
      readonly transaction: { readonly type: string; readonly request: OutgoingRequest };
    }) => void,
  ): unknown;
}

/** Gives each request of the agent the intended URI by the time it is sent, and authenticated. */
export function revealTargets(ua: UA, { revealTarget }: Pick<UriAliases, 'revealTarget'>): void {
  (ua as TransactionSource).on('newTransaction', ({ transaction: { type, request } }) => {
    if (clientTransactions.has(type)) revealTarget(request);
  });
}
