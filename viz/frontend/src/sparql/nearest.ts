/** Find the words that are most like a misspelt one. */

const NEAR = 0.7; // of 1; less is another word

/** The fewest insertions, deletions, replacements and swaps of neighbours between two words. */
export function editDistance(one: string, two: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: two.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= two.length; column += 1) {
      const isSame = one[row - 1] === two[column - 1];
      let cost = Math.min(
        previous[column] + 1,
        current[column - 1] + 1,
        previous[column - 1] + (isSame ? 0 : 1),
      );
      const isSwap = one[row - 1] === two[column - 2] && one[row - 2] === two[column - 1];
      if (row > 1 && column > 1 && isSwap) cost = Math.min(cost, before[column - 2] + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return previous[two.length];
}

/** The words nearest to one, best first; none that has less than seven tenths in common. */
export function nearestWords(word: string, words: Iterable<string>, limit = 2): string[] {
  const wanted = word.toLowerCase();
  const scores = [...words].map((candidate) => ({
    candidate,
    score: similarity(wanted, candidate.toLowerCase()),
  }));
  return scores
    .filter(({ score }) => score >= NEAR)
    .sort((a, b) => b.score - a.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** The names that have all words of one, or no others, those with the fewest further words first. */
export function namesSharingWords(name: string, names: Iterable<string>, limit = 2): string[] {
  const wanted = wordsOf(name);
  const counts = [...names].flatMap((candidate) => {
    const words = wordsOf(candidate);
    const shared = [...wanted].filter((word) => words.has(word)).length;
    if (!shared || shared < Math.min(wanted.size, words.size)) return [];
    return [{ candidate, more: wanted.size + words.size - 2 * shared }];
  });
  return counts
    .sort((a, b) => a.more - b.more || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** The words of a name behind its prefix: "works" and "with" of peel:worksWith. */
function wordsOf(name: string): Set<string> {
  const local = name.slice(name.indexOf(":") + 1);
  return new Set((local.match(/[A-Z]?[a-z0-9]+|[A-Z]+/g) ?? []).map((word) => word.toLowerCase()));
}

function similarity(one: string, two: string): number {
  const longest = Math.max(one.length, two.length);
  if (!longest || Math.abs(one.length - two.length) / longest > 1 - NEAR) return 0;
  return 1 - editDistance(one, two) / longest;
}
