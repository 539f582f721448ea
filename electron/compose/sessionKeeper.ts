import { createEmitter } from '../../contract/emitter.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Contact, Session, SignIn } from '../../contract/conversations.ts';
import type { InputOf } from '../../contract/ipc.ts';
import { sha256 } from '../adapters/system/crypto.ts';
import type { Credentials } from '../adapters/account/credentials.ts';
import { clearForFolder } from '../adapters/files/oddFile.ts';
import { createSqliteHistory } from '../adapters/history/sqliteHistory.ts';
import type { PoolAddress } from '../core/consent/serverAddress.ts';
import type { AccountProof } from '../core/account/accountProof.ts';
import type { History } from '../core/conversations/history.ts';
import { hashAccount } from '../core/records/identity.ts';
import type { OrganisationKeeper } from '../core/account/organisation.ts';
import { setAsideTo, type Warn } from '../core/telemetry/warnings.ts';

/** Who is signed in, and what is open for them. */
export interface SessionKeeper {
  readonly signIn: () => Promise<SignIn>;
  /** Sets the account that the page starts with, until somebody signs in. */
  readonly propose: (account: string) => void;
  /** Returns null, and changes nothing, if only the window says that the account is the person's. */
  readonly begin: (accepted: InputOf<'signedIn'>) => Promise<Session | null>;
  /** The person leaves, or the pool no longer accepts the password: everything is closed. */
  readonly end: () => void;
  readonly session: () => Session | null;
  /** The account that is or was last signed in, if any. */
  readonly account: () => string | undefined;
  /** Throws if nobody is signed in, which our own windows never cause. */
  readonly history: () => History;
  /** The contacts of whoever is signed in; none if nobody is. */
  readonly contacts: () => readonly Contact[];
  /** Called when they have changed. */
  readonly contactsChanged: () => void;
  /** Makes later error reports on a conversation unlinkable to earlier ones. */
  readonly forgetThreads: () => void;
  /** Called when somebody else, or nobody, is signed in, or when what is known of them and their contacts changes. */
  readonly onChange: (listener: () => void) => void;
  readonly close: () => void;
}

/** What the sign-in page starts with; a window reloaded while someone is signed in asks nothing. */
async function signInOf(
  credentials: Credentials,
  pool: PoolAddress | undefined,
  signedIn: InputOf<'signedIn'> | undefined,
  proposed: string | undefined,
): Promise<SignIn> {
  const kept = await credentials.read();
  const { remember = false, automatic = false } = kept ?? {};
  const isOther = proposed !== undefined && proposed !== kept?.account;
  return {
    poolUrl: pool?.sip.href ?? null,
    account: signedIn?.account ?? proposed ?? kept?.account ?? null,
    password: signedIn?.password ?? (isOther ? null : kept?.password) ?? null,
    remember,
    automatic,
    canRemember: await credentials.canRemember(),
    isReturning: signedIn !== undefined,
  };
}

/** What this device keeps of each account's conversations. */
function createHistories(folder: string, warn: Warn) {
  const conversations = join(folder, 'conversations');
  const fileOf = (account: string) => join(conversations, `${hashAccount(account, sha256)}.db`);
  const onSetAside = setAsideTo(warn, 'historySetAside');
  return {
    has: (account: string) => existsSync(fileOf(account)),
    /** Throws if it can't be opened, and tells the person so. */
    open(account: string): History {
      const file = fileOf(account);
      try {
        clearForFolder(conversations, Date.now(), onSetAside);
        return createSqliteHistory({ file, now: () => Date.now(), onSetAside });
      } catch (error) {
        warn({ kind: 'historyUnusable', file, problem: String(error) });
        throw error;
      }
    },
  };
}

/** @returns the organisation's first answer once the account is proved; undefined if it is not. */
function createConfirming(
  organisations: Pick<OrganisationKeeper, 'ask'>,
  proof: AccountProof,
  hasHistory: (account: string) => boolean,
) {
  return async ({ account, password }: InputOf<'signedIn'>) => {
    const said = await organisations.ask(account, password);
    const isOwner = await proof.isOwner(account, password, said, hasHistory(account));
    return isOwner ? said : undefined;
  };
}

/** Connects signing in with what follows from it: credentials, history, the organisation's policy. */
export function createSessionKeeper(ports: {
  folder: string;
  pool: () => PoolAddress | undefined;
  credentials: Credentials;
  organisations: OrganisationKeeper;
  proof: AccountProof;
  warn: Warn;
}): SessionKeeper {
  const { folder, pool, credentials, organisations } = ports;
  const { listen, emit: tell } = createEmitter();
  let signedIn: InputOf<'signedIn'> | undefined;
  let history: History | undefined;
  let lastAccount = credentials.account();
  let turns = 0;
  let proposed: string | undefined;

  const histories = createHistories(folder, ports.warn);
  const confirmed = createConfirming(organisations, ports.proof, histories.has);
  const session = (): Session | null => {
    if (!signedIn) return null;
    const { account } = signedIn;
    const organisation = organisations.organisation() ?? null;
    return { account, displayName: organisations.displayNameOf(account), organisation };
  };
  const close = () => {
    organisations.stop();
    history?.close();
    history = undefined;
    signedIn = undefined;
  };
  organisations.onChange(tell);

  return {
    signIn: () => signInOf(credentials, pool(), signedIn, proposed),
    propose(account) {
      proposed = account;
    },
    async begin(accepted) {
      const turn = (turns += 1);
      const said = await confirmed(accepted);
      if (!said) return null;
      if (turn !== turns) throw new Error('signed out meanwhile');
      if (signedIn?.account !== accepted.account) {
        close();
        history = histories.open(accepted.account);
      }
      signedIn = accepted;
      proposed = undefined;
      lastAccount = accepted.account;
      await credentials.keep(accepted);
      if (turn !== turns) throw new Error('signed out meanwhile');
      organisations.follow(accepted.account, accepted.password, said);
      tell();
      const begun = session();
      if (!begun) throw new Error('signed out meanwhile');
      return begun;
    },
    end() {
      turns += 1;
      credentials.forgetPassword();
      close();
      tell();
    },
    session,
    account: () => lastAccount,
    history() {
      if (!history) throw new Error('nobody is signed in');
      return history;
    },
    contacts: () => history?.contacts() ?? [],
    contactsChanged: tell,
    forgetThreads: () => history?.forgetThreads(),
    onChange: listen,
    close,
  };
}
