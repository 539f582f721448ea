import { createContext, use } from 'react';
import type { Session } from '../../contract/conversations.ts';
import { useValue } from '../useValue.ts';
import type { Talk } from './talk.ts';

export const TalkContext = createContext<Talk | null>(null);

export function useTalk(): Talk {
  const talk = use(TalkContext);
  if (!talk) throw new Error('used outside TalkContext');
  return talk;
}

/** Who is signed in; for components that are shown only then. */
export function useSession(): Session {
  const session = useValue(useTalk().session);
  if (!session) throw new Error('used without a session');
  return session;
}
