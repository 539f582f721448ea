import { describe, expect, it } from 'vitest';
import { conversationCalls } from './conversationCalls.ts';

const taken = (name: string): boolean => {
  try {
    conversationCalls.addContact.argument.parse({ address: 'bob@contoso.com', name });
    return true;
  } catch {
    return false;
  }
};

describe('a contact’s name, from a window', () => {
  it.each(['', 'Bob', 'O’Neil 7', 'דנה \u200F7', 'می\u200Cخواهم', '2nd desk'])(
    'is taken: %j',
    (name) => {
      expect(taken(name)).toBe(true);
    },
  );

  it.each(['\u3164', '\u2800', '\u200D', 'Eve\u202Egro', 'Eve\u2069', 'a\nb'])(
    'is not taken if nobody could read it, or it turns round what stands beside it: %j',
    (name) => {
      expect(taken(name)).toBe(false);
    },
  );
});
