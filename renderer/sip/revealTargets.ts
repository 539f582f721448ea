import type { UA } from 'jssip';
import type { OutgoingRequest, UriAliases } from './uriAliases.ts';

/** JsSIP's client transactions (`lib/Transactions.js`): what they send is not answered yet, nor proved. */
const clientTransactions = new Set(['ict', 'nict', 'act']);

/** What JsSIP tells of each transaction before it sends anything (`lib/UA.js`), and has no type for. */
interface TransactionSource {
  on(
    name: 'newTransaction',
    listener: (event: {
      readonly transaction: { readonly type: string; readonly request: OutgoingRequest };
    }) => void,
  ): unknown;
}

/** Lets each request of the agent's have the URI that is meant by the time it is sent, and proved. */
export function revealTargets(ua: UA, { revealTarget }: Pick<UriAliases, 'revealTarget'>): void {
  (ua as TransactionSource).on('newTransaction', ({ transaction: { type, request } }) => {
    if (clientTransactions.has(type)) revealTarget(request);
  });
}
