import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { ownAppImage } from './ownAppImage.ts';

const APPIMAGE = '/apps/Candor.AppImage';

function mounted() {
  const folder = temporaryFolder();
  const [mount, link] = [join(folder, 'mount'), join(folder, 'link')];
  mkdirSync(mount);
  symlinkSync(mount, link);
  return { mount, link };
}

it('an AppImage is one’s own where it holds the file that runs, whichever way leads there', () => {
  const { mount, link } = mounted();
  for (const APPDIR of [mount, `${mount}/`, link])
    expect(ownAppImage({ APPIMAGE, APPDIR }, join(mount, 'candor'))).toBe(APPIMAGE);
});

it('an AppImage from which Candor was started, as from an editor’s terminal, is not Candor', () => {
  const { mount } = mounted();
  for (const APPDIR of [mount, `${mount}-gone`, '', undefined])
    expect(ownAppImage({ APPIMAGE, APPDIR }, '/opt/Candor/candor')).toBeUndefined();
  expect(ownAppImage({ APPIMAGE, APPDIR: mount }, `${mount}-other/candor`)).toBeUndefined();
});

it('without an AppImage there is none', () => {
  const { mount } = mounted();
  expect(ownAppImage({ APPDIR: mount }, join(mount, 'candor'))).toBeUndefined();
  expect(ownAppImage({}, '/opt/Candor/candor')).toBeUndefined();
});
