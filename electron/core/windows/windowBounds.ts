/** A rectangle of the desktop, in device-independent pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window was; its box is the one it has while not maximized. */
export interface WindowBounds extends Box {
  readonly isMaximized: boolean;
}

/** How much of a window must be on a display for it to count as being there. */
const LEAST_SEEN = 48;

/** Identifies an arrangement of displays, whatever the order in which the system names them. */
export const arrangementOf = (displays: readonly Box[]): string =>
  displays
    .map(({ x, y, width, height }) => [x, y, width, height].join(' '))
    .toSorted()
    .join('; ');

const overlap = (from: number, size: number, otherFrom: number, otherSize: number): number =>
  Math.max(0, Math.min(from + size, otherFrom + otherSize) - Math.max(from, otherFrom));

function shared(box: Box, area: Box): number {
  const width = overlap(box.x, box.width, area.x, area.width);
  const height = overlap(box.y, box.height, area.y, area.height);
  return width < LEAST_SEEN || height < LEAST_SEEN ? 0 : width * height;
}

const within = (from: number, size: number, least: number, room: number): number =>
  Math.min(Math.max(from, least), least + room - size);

/**
 * The box, moved wholly onto the display that shows most of it, no larger than that display's work area; undefined if
 * no display shows enough of it.
 * @param areas each display's work area, without task bars.
 */
export function boxOnDisplays(box: Box, areas: readonly Box[]): Box | undefined {
  const [area] = areas
    .filter((one) => shared(box, one) > 0)
    .toSorted((one, other) => shared(box, other) - shared(box, one));
  if (!area) return undefined;
  const width = Math.min(box.width, area.width);
  const height = Math.min(box.height, area.height);
  return {
    x: within(box.x, width, area.x, area.width),
    y: within(box.y, height, area.y, area.height),
    width,
    height,
  };
}
