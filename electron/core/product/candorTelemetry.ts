import type { CandorSchema } from '../../../contract/records.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** The engine with Candor's own schema. */
export type CandorTelemetry = Telemetry<CandorSchema>;
