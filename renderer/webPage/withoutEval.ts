import { config } from 'zod';

// Before any schema is made: zod would otherwise test whether it may compile code, which the page's policy reports.
config({ jitless: true });
