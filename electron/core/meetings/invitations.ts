import { readableAccount } from '../../../contract/sipAddress.ts';
import type { Policy } from '../../../contract/consent.ts';
import type { Session, SignIn } from '../../../contract/conversations.ts';
import type { Invitation, MeetNowProblem } from '../../../contract/invitation.ts';
import { joinPageOf, type MeetingLink } from '../../../contract/meetingLink.ts';
import { meetingPaths } from '../../../contract/meetingLimits.ts';
import type { Ticket } from '../../../contract/meetings.ts';
import { linkedPool, type PoolAddress } from '../consent/serverAddress.ts';
import { createConversationReports } from '../conversations/conversationReports.ts';
import type { Account, MeetingPools } from '../ports/meetingPools.ts';
import type { CandorTelemetry } from '../product/candorTelemetry.ts';
import { mayMeetAt } from './mayMeetAt.ts';
import type { MeetingHost } from './meetingHost.ts';

/** Who uses Candor here, and by which pool; undefined if none is configured. */
export interface MeetingAccounts {
  readonly pool: () => PoolAddress | undefined;
  readonly sessions: {
    readonly session: () => Session | null;
    readonly signIn: () => Promise<Pick<SignIn, 'account' | 'password'>>;
  };
}

export interface InvitationParts {
  readonly telemetry: CandorTelemetry;
  readonly accounts: MeetingAccounts;
  readonly pools: MeetingPools;
  readonly host: MeetingHost;
}

/** What a meeting's pool says, to the person who is signed in or to a guest. */
export interface Invitations {
  readonly find: (at: MeetingLink) => Promise<Invitation>;
  /** Like `find`, for a meeting that is not open yet: its host decides nothing. */
  readonly look: (at: MeetingLink) => Promise<Invitation>;
  /**
   * Asks what the pool has decided, if policy allows that.
   * @returns whether it says that the meeting is over.
   */
  readonly updateHost: (at: MeetingLink) => Promise<boolean>;
  readonly make: () => Promise<
    | { readonly ok: true; readonly value: MeetingLink }
    | { readonly ok: false; readonly problem: MeetNowProblem }
  >;
  readonly ticket: (at: MeetingLink) => Promise<Ticket | null>;
  /** Whether this pool may be asked: the person's own may, another once they have read its name and agreed. */
  readonly mayAsk: (pool: string) => boolean;
  /** The person agrees, for as long as Candor runs. */
  readonly agree: (pool: string) => void;
  /** Aborts the requests to pools. */
  readonly breakOff: () => void;
  /** An attempt to join that failed before there was a meeting to join. */
  readonly fail: (code: string) => void;
}

const hostOf = (pool: string): string => URL.parse(pool)?.host ?? pool;

/** The room's address, by ws or wss. */
export const roomOf = ({ pool, meeting }: MeetingLink): string =>
  pool.replace(/^http/, 'ws') + meetingPaths.room(meeting);

/** The pools that the person has agreed to have asked, besides their own. */
function createPoolAgreement(
  accounts: Pick<MeetingAccounts, 'pool'>,
): Pick<Invitations, 'agree' | 'mayAsk'> {
  const agreed = new Set<string>();
  return {
    agree: (pool) => void agreed.add(pool),
    mayAsk(pool) {
      const own = accounts.pool();
      return agreed.has(pool) || (own !== undefined && linkedPool(own) === pool);
    },
  };
}

const nameOf = ({ account }: Account, session: Session | null): string =>
  session?.displayName ?? readableAccount(account);

const isOver = (answer: Awaited<ReturnType<MeetingPools['describe']>>): boolean =>
  answer.kind === 'answer' && answer.value.state === 'over';

export function createInvitations({
  telemetry,
  accounts,
  pools,
  host,
}: InvitationParts): Invitations {
  const policy = (): Policy => telemetry.policy();
  const { mayAsk, agree } = createPoolAgreement(accounts);
  const fail = (code: string): void => {
    telemetry.meeting.count('usage', 'meetingJoinAttempts');
    createConversationReports(telemetry.meeting.failures).meetingFailure(code, {});
  };
  /** The person as this pool knows them; undefined if they are signed in elsewhere or not at all. */
  const accountAt = async (pool: string): Promise<Account | undefined> => {
    const own = accounts.pool();
    if (!accounts.sessions.session() || !own || linkedPool(own) !== pool) return undefined;
    const { account, password } = await accounts.sessions.signIn();
    return account !== null && password !== null ? { account, password } : undefined;
  };
  const describe = (at: MeetingLink) => pools.describe(at.pool, at.meeting);
  const describeOpen: typeof describe = async (at) => {
    const answer = await describe(at);
    if (answer.kind === 'answer')
      host.update(hostOf(at.pool), answer.value.MeetingUxEnableTelemetry);
    return answer;
  };
  const invite = async (at: MeetingLink, ask: typeof describe): Promise<Invitation> => {
    const pool = hostOf(at.pool);
    if (!mayMeetAt(at.pool, policy())) {
      fail('other-pool');
      return { state: 'otherPool', pool };
    }
    if (!mayAsk(at.pool)) return { state: 'unasked', pool };
    const answer = await ask(at);
    if (answer.kind !== 'answer') {
      const isUnknown = answer.kind === 'notFound';
      fail(isUnknown ? 'no-such-meeting' : 'unreachable');
      return { state: isUnknown ? 'notFound' : 'unreachable', pool };
    }
    const known = await accountAt(at.pool);
    const account = known ? nameOf(known, accounts.sessions.session()) : null;
    const urls = { roomUrl: roomOf(at), joinUrl: joinPageOf(at) };
    const isGuest = !accounts.sessions.session();
    return { state: 'found', meeting: answer.value, pool, ...urls, account, isGuest };
  };

  return {
    fail,
    mayAsk,
    agree,
    breakOff: pools.breakOff,
    updateHost: async (at) =>
      mayMeetAt(at.pool, policy()) && mayAsk(at.pool) && isOver(await describeOpen(at)),
    find: (at) => invite(at, describeOpen),
    async look(at) {
      const invitation = await invite(at, describe);
      if (invitation.state === 'found' && invitation.meeting.state === 'over') fail('over');
      return invitation;
    },
    async make() {
      const own = accounts.pool();
      const pool = own && linkedPool(own);
      const account = pool === undefined ? undefined : await accountAt(pool);
      if (pool === undefined || !account) return { ok: false, problem: 'signedOut' };
      const made = await pools.create(pool, account);
      if (made.kind === 'answer') return { ok: true, value: { pool, meeting: made.value.id } };
      const problem = made.kind === 'failed' ? 'unreachable' : 'refused';
      fail(problem);
      return { ok: false, problem };
    },
    async ticket(at) {
      const account = await accountAt(at.pool);
      if (!account) return null;
      const answer = await pools.ticket(at.pool, at.meeting, account);
      return answer.kind === 'answer' ? answer.value : null;
    },
  };
}
