import { z } from 'zod';
import { canBeSeen } from './participantName.ts';
import { accountAddress } from './sip/addressSchemas.ts';

/** Bytes of the longest answer to `GET /v1/people`, some 25 000 names: the pool leaves out the rest. */
export const LARGEST_PEOPLE_BYTES = 2 * 1024 * 1024;

/** Somebody in the person's own organisation, as its pool names them. */
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
 * @param domain of the account that asked: a pool names only the people of its own organisation.
 * @returns those whose names are valid; undefined if it is not such an answer.
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
