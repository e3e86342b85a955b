/** Finds the known key that a misspelt one was meant to be. */

/** The candidate with the fewest letters to change; the first of equals. */
export function nearestKey(written: string, candidates: readonly string[]): string {
  const ranked = candidates.map((key) => ({ key, distance: distanceBetween(written, key) }));
  return ranked.reduce((best, one) => (one.distance < best.distance ? one : best)).key;
}

/** Levenshtein distance, one row of the table at a time. */
function distanceBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of Array.from(a).entries()) {
    const next = [index + 1];
    for (const [column, other] of Array.from(b).entries()) {
      const [left = 0, above = 0, corner = 0] = [next[column], row[column + 1], row[column]];
      next.push(Math.min(left + 1, above + 1, corner + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? a.length;
}
