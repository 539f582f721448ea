import { z } from 'zod';
import { callCommands, callReport, type CallView } from './calls.ts';
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
