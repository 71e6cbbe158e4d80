/** Positions, and what is nearest in a direction. */

export interface Point {
  x: number;
  y: number;
}

interface Candidate extends Point {
  id: number;
  isNeighbour: boolean;
}

/** The nearest candidate in a direction; a neighbour counts as half as far. */
export function nearestInDirection(
  origin: Point,
  [dx, dy]: [number, number],
  candidates: Iterable<Candidate>,
): number | null {
  let best = { distance: Infinity, id: null as number | null };
  for (const candidate of candidates) {
    const [x, y] = [candidate.x - origin.x, candidate.y - origin.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (ahead <= 0 || aside > 1.2 * ahead) continue;
    const distance = (ahead + 1.5 * aside) * (candidate.isNeighbour ? 0.5 : 1);
    if (distance < best.distance) best = { distance, id: candidate.id };
  }
  return best.id;
}
