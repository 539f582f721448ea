import { expect, test } from 'vitest';
import { sha256 } from '../../adapters/system/crypto.ts';
import { createDeviceAt } from './deviceInstance.ts';

const alice = 'alice@contoso.com';
const contoso = new URL('https://pool.contoso.com/');
const deviceAt = createDeviceAt('a1'.repeat(32), sha256);

test('a device has one instance ID for an account at a pool, however both are written', () => {
  const device = deviceAt(contoso, alice);
  expect(device).toMatch(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(deviceAt(new URL('https://POOL.contoso.com/v1/x?y=1'), 'Alice@Contoso.com')).toBe(device);
});

test('another account, pool or device has another', () => {
  const devices = [
    deviceAt(contoso, alice),
    deviceAt(contoso, 'bob@contoso.com'),
    deviceAt(new URL('https://pool.fabrikam.com/'), alice),
    deviceAt(new URL('https://pool.contoso.com:8443/'), alice),
    createDeviceAt('b2'.repeat(32), sha256)(contoso, alice),
  ];
  expect(new Set(devices).size).toBe(devices.length);
});
