import { z } from 'zod';
import { dumpChoices } from './dumpDecision.ts';
import { tracingLevels } from './policy.ts';
import { languageChoices } from './text/index.ts';

/** Longer than any name that Chromium gives a device. */
const LONGEST_DEVICE_ID = 256;

/** The settings in Options, with their defaults. */
const optionsSchema = z.object({
  errorReports: z.boolean().default(false),
  reopenConversations: z.boolean().default(false),
  /** Whether lines of the log also go to the system's event log. */
  eventLog: z.boolean().default(false),
  logging: z.enum(tracingLevels).default('Light'),
  language: z.enum(languageChoices).default('system'),
  memoryDumps: z.enum(dumpChoices).default('ask'),
  /** Whether the minimized main window goes to the notification area instead of the task bar. */
  minimizeToNotificationArea: z.boolean().default(false),
  /** Whether the system starts Candor when the person logs in. */
  startWithSystem: z.boolean().default(false),
  /** Whether a call's controls stay in front while no window of Candor has the focus. */
  callControls: z.boolean().default(true),
  /** The page's ID for the chosen microphone; empty for the system's. */
  microphone: z.string().max(LONGEST_DEVICE_ID).default(''),
  /** The page's ID for the chosen speaker; empty for the system's. */
  speaker: z.string().max(LONGEST_DEVICE_ID).default(''),
});
export type Options = Readonly<z.infer<typeof optionsSchema>>;

export const defaultOptions = (): Options => optionsSchema.parse({});

/**
 * Those that are kept in the settings unchanged: the choice of error reports has a date, and the system itself keeps
 * its login items.
 */
export const keptOptions = optionsSchema.omit({ errorReports: true, startWithSystem: true });

type Shape = typeof optionsSchema.shape;
const whole = Object.fromEntries(
  Object.entries(optionsSchema.shape).map(([name, schema]) => [name, schema.unwrap()]),
) as { readonly [Name in keyof Shape]: ReturnType<Shape[Name]['unwrap']> };

/** What OK saves: every option, since there are no defaults here. */
export const savedOptions = z.strictObject({
  ...whole,
  /** Whether the service is asked to erase the error reports that it holds. */
  eraseSent: z.boolean().optional(),
  /** Whether the log's lines so far are deleted. */
  clearLog: z.boolean().optional(),
});
export type SavedOptions = z.infer<typeof savedOptions>;

/** The pages of Options, in their order. */
export const optionsPages = ['general', 'audio', 'about'] as const;
export type OptionsPage = (typeof optionsPages)[number];
