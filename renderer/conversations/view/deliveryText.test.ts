import { describe, expect, it } from 'vitest';
import { deliveryReason } from './deliveryText.ts';

describe('why a message was not delivered', () => {
  it.each([
    ['404', 'unknownPerson'],
    ['480', 'absent'],
    ['403', 'forbidden'],
    ['Request Timeout', 'noAnswer'],
    ['', 'noAnswer'],
    ['500', 'other'],
    ['constructor', 'other'],
  ])('of code %s is %s', (code, reason) => {
    expect(deliveryReason(code)).toBe(reason);
  });
});
