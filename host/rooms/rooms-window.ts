/** Which part of a list is in sight. */

/**
 * From `from` up to, but without, `to` of `count` rows; `height` also holds a line above and one below where rows
 * are hidden there. The row `at` is in sight; none is meant by -1.
 */
export function windowOf(
  count: number,
  at: number,
  height: number,
): { readonly from: number; readonly to: number } {
  if (count <= height) return { from: 0, to: count };
  const end = Math.max(1, height - 1);
  if (at < end) return { from: 0, to: end };
  if (at >= count - end) return { from: count - end, to: count };
  const middle = Math.max(1, height - 2);
  return { from: at - middle + 1, to: at + 1 };
}
