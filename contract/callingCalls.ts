import { z } from 'zod';
import { callCommands, callReport, type CallView } from './calls.ts';
import type { CallRoute } from './callRoute.ts';
import type { Message } from './conversations.ts';
import {
  call,
  deniableCall,
  fallibleCall,
  nothing,
  OWN_WINDOW,
  permissionCall,
} from './ipcCall.ts';

/** What windows ask and report about the call under way. */
export const callingCalls = {
  /** Whether this window is in a call or a meeting: only then may its page reach other people's devices. */
  allowPeers: permissionCall().taking(z.boolean(), {
    worst:
      'In the main window during a call that is shown to the person, and in the meeting’s window while its pool says that the meeting is open: datagrams reach any host. It ends with the call, the page and the window, and with the meeting, as the page tells or its pool, which is asked each minute of a stay.',
    press: 'where the way is to be opened',
  }),
  /** By which ways this window's call or meeting may go; in a call, with new access to the pool's relays. */
  getCallRoute: call<CallRoute>().taking(nothing, {
    worst:
      'During a call or a meeting as above: the person’s own pool gives access to its relays for a while, and connections to these, or to those that the meeting’s pool names, are let through.',
  }),
  /**
   * Reports every change of a call.
   * @returns what the history keeps of it once it is over.
   */
  tellCall: fallibleCall<Message | null>().taking(callReport, {
    worst:
      'A call that is none is shown, counted, kept in the history and told of by a notification.',
  }),
  getCall: call<CallView | null>().taking(nothing, {
    worst: 'Reads who is called, and how far the call is.',
  }),
  /** The call controls ask something of the window that holds the call. */
  commandCall: deniableCall().taking(z.enum(callCommands), {
    worst: 'Hangs up, mutes or holds the call of the main window; with a press: answers one.',
    press: 'where a call is to be answered',
  }),
  /** Brings the main window to the front. */
  showMain: call().taking(nothing, { worst: OWN_WINDOW }),
};
