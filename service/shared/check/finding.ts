import type { LocalizedText } from '../../../contract/text/terminal.ts';

/** What is wrong with a set-up, in a sentence that says what to do. */
export interface Finding {
  /** What was looked at. */
  readonly about:
    'options' | 'certificate' | 'host' | 'port' | 'data' | 'secrets' | 'room' | 'clock';
  /** A fault keeps the server from serving, or what it holds from being safe; a warning may be meant so. */
  readonly severity: 'fault' | 'warning';
  readonly problem: LocalizedText;
}

export const fault = (about: Finding['about'], problem: LocalizedText): Finding => ({
  about,
  severity: 'fault',
  problem,
});

export const warning = (about: Finding['about'], problem: LocalizedText): Finding => ({
  about,
  severity: 'warning',
  problem,
});
