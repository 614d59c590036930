/** The bar of the talk: how much of it is over, and its cues as marks. */
import type { Frame } from './conductor.ts';

let marked = '';

export function drawBar(bar: HTMLElement, fill: HTMLElement, { session, playing }: Frame): void {
  const state = session?.stage.state;
  const shown = state === 'running' || state === 'held';
  const show = shown ? 'yes' : 'no';
  if (bar.dataset.shown !== show) bar.dataset.shown = show;
  if (!session || !playing || !shown) return;
  const { position, length } = playing;
  const share = Math.min(1, Math.max(0, (position ?? 0) / length));
  fill.style.setProperty('inline-size', `${(share * 100).toFixed(2)}%`);
  const dues = (session.scores[1]?.cues ?? [])
    .map(({ due }) => due / length)
    .filter((due) => due > 0 && due < 1);
  const key = dues.join();
  if (marked === key && bar.childElementCount === dues.length + 1) return;
  marked = key;
  bar.replaceChildren(
    fill,
    ...dues.map((due) => {
      const mark = document.createElement('span');
      mark.className = 'mark';
      mark.style.setProperty('inset-inline-start', `${(due * 100).toFixed(2)}%`);
      return mark;
    }),
  );
}
