import type { CandorSchema } from '../../../contract/records.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** The engine, as it knows Candor's own data. */
export type CandorTelemetry = Telemetry<CandorSchema>;
