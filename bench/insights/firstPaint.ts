import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { findChromium } from '../../runtime/standin/chromium/find.ts';
import type { Service } from '../../service/telemetry/service.ts';
import { median } from '../compare.ts';

const ROUNDS = 5;

/** Reads a page's first contentful paint, and when its last figure was there, in milliseconds from its navigation. */
export async function firstPaints({ url, tokenFile }: Service, target: number): Promise<void> {
  if (!existsSync(join(import.meta.dirname, '../../build/web/insights/insights.html'))) {
    console.log('The page is left out, since it is not built: node tools/build.ts');
    return;
  }
  const { executable, env } = await findChromium(process.env);
  const browser = await chromium.launch({
    executablePath: executable,
    env: { ...process.env, ...env },
  });
  const context = await browser.newContext();
  const token = readFileSync(tokenFile, 'utf8').trim();
  await context.request.post(`${url}/insights/session`, { data: { token } });
  const paints: number[] = [];
  const figures: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await context.newPage();
    await page.goto(`${url}/insights/`, { waitUntil: 'networkidle' });
    paints.push(
      await page.evaluate(
        () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
      ),
    );
    figures.push(
      await page.evaluate(() =>
        Math.max(
          ...performance
            .getEntriesByType('resource')
            .map((entry) => (entry as PerformanceResourceTiming).responseEnd),
        ),
      ),
    );
    await page.close();
  }
  await browser.close();
  const ms = median(paints);
  console.log(
    `The Overview's first paint comes after ${ms.toFixed(0)} ms (target < ${String(target)}${ms < target ? '' : ', MISSED'}), its last answer after ${median(figures).toFixed(0)} ms.`,
  );
}
