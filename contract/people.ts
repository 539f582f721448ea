import { z } from 'zod';
import { canBeSeen } from './participantName.ts';
import { accountAddress } from './sip/addressSchemas.ts';

/** Bytes of the longest answer to `GET /v1/people`, which is some 25 000 names: the pool leaves out what is beyond. */
export const LARGEST_PEOPLE = 2 * 1024 * 1024;

/** Somebody of the person's own organisation, as its pool names them. */
export interface Colleague {
  /** As `user@domain`. */
  readonly address: string;
  readonly name: string;
}

const answerSchema = z.object({ people: z.array(z.unknown()) });
const colleagueSchema = z.object({
  address: accountAddress,
  displayName: z.string().max(128).refine(canBeSeen),
});

/**
 * Reads a pool's answer to `GET /v1/people`.
 * @param domain of the account that asked: a pool names the people of its own organisation, and no others.
 * @returns those that are named as a person can be; undefined if it is no such answer.
 */
export function parsePeople(text: string, domain: string): readonly Colleague[] | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const answer = answerSchema.safeParse(json);
  return answer.data?.people.flatMap((one) => {
    const { data } = colleagueSchema.safeParse(one);
    return data?.address.endsWith(`@${domain}`) === true && data.displayName !== data.address
      ? [{ address: data.address, name: data.displayName }]
      : [];
  });
}
