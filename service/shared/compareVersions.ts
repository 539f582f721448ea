const collator = new Intl.Collator('en', { numeric: true });

/** Orders versions as people read them: 0.10.0 after 0.9.1, and a release after its own previews. */
export function compareVersions(a: string, b: string): number {
  const [[releaseA = '', ...previewA], [releaseB = '', ...previewB]] = [a.split('-'), b.split('-')];
  const byRelease = collator.compare(releaseA, releaseB);
  if (byRelease !== 0) return byRelease;
  if (previewA.length === 0 || previewB.length === 0) return previewB.length - previewA.length;
  return collator.compare(previewA.join('-'), previewB.join('-'));
}
