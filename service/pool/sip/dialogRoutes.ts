import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { parseNameAddr } from '../../../contract/sip/nameAddr.ts';
import { isSipUri } from '../../../contract/sip/uri.ts';
import type { SipRequest } from './sipMessage.ts';

/** RFC 7118: over this transport the name means nothing by itself; `.invalid` resolves nowhere. */
export const HOST = 'pool.invalid';

/** One party of a dialog, and the connection through which it took part (RFC 5626, section 5.3: a flow). */
export interface Party {
  readonly account: string;
  readonly connectionId: number;
}

export interface DialogRoutes {
  /** The Record-Route by which both parties, and nobody else, reach each other in the dialog that may follow. */
  readonly make: (request: SipRequest, caller: Party, callee: Party) => string;
  /**
   * Who talks to whom in a dialog, by the Route that the pool made for it. Undefined if there is none, if it is another
   * dialog's, or if the sender is not one of its parties.
   */
  readonly read: (
    request: SipRequest,
    isSender: (account: string) => boolean,
  ) => { readonly to: Party } | undefined;
}

const parties = z.tuple([z.string(), z.int(), z.string(), z.int()]);

/** The user part of the first Route that names the pool. */
function tokenOf({ headers }: SipRequest): string | undefined {
  for (const route of headers.get('route') ?? []) {
    const parsed = parseNameAddr(route);
    if (parsed.ok && isSipUri(parsed.value.uri) && parsed.value.uri.host === HOST)
      return parsed.value.uri.user;
  }
  return undefined;
}

/**
 * A dialog's parties travel, signed, in its Record-Route, so that the pool need not remember dialogs. A signature is
 * valid for one Call-ID and one caller's tag.
 */
export function createDialogRoutes(): DialogRoutes {
  const key = randomBytes(32);
  const sign = (payload: string, callId: string, tag: string): string =>
    createHmac('sha256', key)
      .update(JSON.stringify([payload, callId, tag]))
      .digest('base64url')
      .slice(0, 24);
  const isSigned = (given: string, expected: string) =>
    given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));

  return {
    make({ callId, from }, caller, callee) {
      const payload = Buffer.from(
        JSON.stringify([caller.account, caller.connectionId, callee.account, callee.connectionId]),
      ).toString('base64url');
      const signature = sign(payload, callId, from.tag ?? '');
      return `<sip:${payload}.${signature}@${HOST};transport=ws;lr>`;
    },
    read(request, isSender) {
      const { callId, from, to } = request;
      const [payload = '', signature = ''] = (tokenOf(request) ?? '').split('.');
      const isBy = (tag: string | undefined) =>
        isSigned(signature, sign(payload, callId, tag ?? ''));
      const [isByCaller, isByCallee] = [isBy(from.tag), isBy(to.tag)];
      if (!isByCaller && !isByCallee) return undefined;
      const [callerAccount, callerId, calleeAccount, calleeId] = parties.parse(
        JSON.parse(Buffer.from(payload, 'base64url').toString()),
      );
      if (isByCaller && isSender(callerAccount))
        return { to: { account: calleeAccount, connectionId: calleeId } };
      if (isByCallee && isSender(calleeAccount))
        return { to: { account: callerAccount, connectionId: callerId } };
      return undefined;
    },
  };
}
