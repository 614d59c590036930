/** Which of some talks changed their place: the fewest that explain the new order. */
export function movedAmong(before: readonly number[], after: readonly number[]): Set<number> {
  const place = new Map(before.map((id, i) => [id, i]));
  const kept = after.filter((id) => place.has(id));
  const places = kept.map((id) => place.get(id) ?? 0);
  // The longest run of talks that stand in their old order stayed where they were.
  const lengths: number[] = [];
  const from: number[] = [];
  for (const [i, here] of places.entries()) {
    lengths[i] = 1;
    from[i] = -1;
    for (let j = 0; j < i; j++) {
      const longer = (lengths[j] ?? 0) + 1;
      if ((places[j] ?? 0) < here && longer > (lengths[i] ?? 0)) {
        lengths[i] = longer;
        from[i] = j;
      }
    }
  }
  const stayed = new Set<number>();
  for (let i = lengths.indexOf(Math.max(0, ...lengths)); i >= 0; i = from[i] ?? -1)
    stayed.add(kept[i] ?? -1);
  return new Set(kept.filter((id) => !stayed.has(id)));
}
