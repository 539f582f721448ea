import { createContext, use } from 'react';
import type { Session } from '../../../contract/conversations.ts';
import { useValue } from '../../ui/useValue.ts';
import type { ChatClient } from '../state/chatClient.ts';

export const ChatClientContext = createContext<ChatClient | null>(null);

export function useChatClient(): ChatClient {
  const chatClient = use(ChatClientContext);
  if (!chatClient) throw new Error('used outside ChatClientContext');
  return chatClient;
}

/** Who is signed in; for components that are shown only then. */
export function useSession(): Session {
  const session = useValue(useChatClient().session);
  if (!session) throw new Error('used without a session');
  return session;
}
