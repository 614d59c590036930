/** The bar of the talk: how much of it is over, and its cues as marks. */
import type { Frame } from './conductor.ts';

/** How long it takes to go back where time was added, so that eyes can follow, in ms. */
const GLIDE = 1000;
/** Of the bar: less is a clock that was set right. */
const BACK = 0.02;

let marked = '';
let filled: { readonly talk: number | undefined; readonly share: number } | undefined;

export function drawBar(bar: HTMLElement, fill: HTMLElement, { session, playing }: Frame): void {
  const state = session?.stage.state;
  const shown = state === 'running' || state === 'held';
  const show = shown ? 'yes' : 'no';
  if (bar.dataset.shown !== show) bar.dataset.shown = show;
  if (!session || !playing || !shown) {
    filled = undefined;
    return;
  }
  const { position, length } = playing;
  const share = Math.min(1, Math.max(0, (position ?? 0) / length));
  const inlineSize = percent(share);
  fill.style.setProperty('inline-size', inlineSize);
  const talk = session.talks[session.stage.talk]?.id;
  if (filled?.talk === talk && filled && filled.share - share > BACK && !isStill())
    fill.animate([{ inlineSize: percent(filled.share) }, { inlineSize }], {
      duration: GLIDE,
      easing: 'ease-in-out',
    });
  filled = { talk, share };
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
      mark.style.setProperty('inset-inline-start', percent(due));
      return mark;
    }),
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
