import { config } from 'zod';

// Before any schema is made: zod would else try whether it may make code of texts, which the page's policy reports.
config({ jitless: true });
