import { z } from 'zod';
import type { Parsed } from '../envelope.ts';
import { parseSipAddress } from '../sipAddress.ts';
import { LONGEST_PEER, parsePeer } from './peerAddress.ts';

const addressRead = (maxLength: number, parse: (text: string) => Parsed<string>) =>
  z
    .string()
    .max(maxLength)
    .transform((text, context) => {
      const parsed = parse(text);
      if (parsed.ok) return parsed.value;
      context.addIssue({ code: 'custom', message: parsed.problem });
      return z.NEVER;
    });

/** The account that somebody signs in with, as people write it. */
export const accountAddress = addressRead(320, parseSipAddress);
/** Whom one talks with, in exactly one form a person; see {@link parsePeer}. */
export const peerAddress = addressRead(LONGEST_PEER, parsePeer);
