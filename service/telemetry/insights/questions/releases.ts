import { releaseMeasures, type ReleaseRow } from '../../../../contract/insights/answers.ts';
import { chanceOf, notByChance, wilson } from '../intervals.ts';
import { tellGroups, type Line, type TellPorts } from '../tellGroups.ts';
import { usageSums, type UsageSum } from '../usageDay.ts';
import { censusSums } from '../censusDay.ts';

export interface ReleaseQuery {
  readonly from: string;
  readonly to: string;
  readonly version: string;
  readonly against: string;
}

/** A part of a whole. */
interface Share {
  readonly part: number;
  readonly whole: number;
}

type Sums = (name: UsageSum | (typeof censusSums)[number]) => number;

const shares: Readonly<Record<(typeof releaseMeasures)[number], (sums: Sums) => Share>> = {
  signInFailures: (sums) => ({ part: sums('failures'), whole: sums('attempts') }),
  crashFreeSessions: (sums) => ({
    part: sums('sessions') - sums('crashes'),
    whole: sums('sessions'),
  }),
  sessionsWithoutHang: (sums) => ({
    part: sums('sessions') - sums('hangs'),
    whole: sums('sessions'),
  }),
  meetingJoins: (sums) => ({ part: sums('join_successes'), whole: sums('join_attempts') }),
};

/** Two versions side by side; each number is what the other questions say about that version. */
export function releases(ports: TellPorts, query: ReleaseQuery): ReleaseRow[] {
  const linesOf = (category: 'census' | 'usage') =>
    tellGroups(ports, query, { category, trait: 'version', daily: false });
  const [census, usage] = [linesOf('census'), linesOf('usage')];
  const sumsOf = (version: string): Sums => {
    const named = (lines: readonly Line[]) => lines.find(({ value }) => value === version)?.sums;
    const [counted, used] = [named(census), named(usage)];
    return (name) =>
      (name === 'attempts' || name === 'failures'
        ? counted?.[censusSums.indexOf(name)]
        : used?.[usageSums.indexOf(name)]) ?? 0;
  };
  const sides = [sumsOf(query.version), sumsOf(query.against)] as const;
  const compared = releaseMeasures.map((measure) => {
    const [version, against] = sides.map((sums) => shares[measure](sums)) as [Share, Share];
    return { measure, version, against, chance: chanceOf(version, against) };
  });
  const marked = notByChance(compared.map(({ chance }) => chance));
  const side = ({ part, whole }: Share) => ({
    of: whole > 0 ? whole : null,
    ...wilson(part, whole),
  });
  return compared.map(({ measure, version, against }, index) => ({
    measure,
    version: side(version),
    against: side(against),
    moreThanChance: marked[index] ?? null,
  }));
}
