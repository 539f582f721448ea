import { z } from 'zod';
import { withoutTrailingSlashes } from './trailingSlashes.ts';

/**
 * What a service says beside its keys, and in its answer to records, where an officer opened to everyone what it
 * learned. An older service does not say it; anything but `true` is as good as not said.
 */
export const learnedOpen = z.literal(true).optional().catch(undefined);

/** Reads it from a service's answer to `GET /v1/keys`. */
export function saysLearned(text: string): boolean {
  try {
    return z.object({ learned: learnedOpen }).parse(JSON.parse(text)).learned ?? false;
  } catch {
    return false; // Whatever it is instead, it opens nothing.
  }
}

/** The page on which a service tells what it learned. @param service its address, as requests go to it. */
export const learnedPage = (service: string): string =>
  `${withoutTrailingSlashes(service)}/learned/`;
