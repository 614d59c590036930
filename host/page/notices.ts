/**
 * Notices of the operator's page have a place of their own, which is as high with many as with none: the
 * most urgent is shown, and a button opens all of them over the lineup. Nothing is pushed.
 */
import { part, setData, setText } from './draw.ts';

let drawn = '';

export function openNotices(): void {
  part('notices-more').addEventListener('click', () => {
    setOpen(part('notices').dataset.open !== 'yes');
  });
  // What is cut short depends on the width.
  addEventListener('resize', () => {
    drawn = '';
    drawNotices();
  });
}

function setOpen(open: boolean): void {
  drawn = '';
  setData(part('notices'), 'open', open ? 'yes' : 'no');
  part('notices-more').setAttribute('aria-expanded', String(open));
  drawNotices();
}

/** To be called when what is shown in each of them is drawn. */
export function drawNotices(): void {
  const all = part('notices-all');
  const shown = ([...all.children] as HTMLElement[]).filter(({ hidden }) => !hidden);
  const key = shown.map(({ textContent }) => textContent).join('\n');
  if (key === drawn) return;
  drawn = key;
  for (const notice of shown) setData(notice, 'first', notice === shown[0] ? 'yes' : 'no');
  const open = part('notices').dataset.open === 'yes';
  if (open && shown.length === 0) {
    setOpen(false);
    return;
  }
  const more = part('notices-more');
  more.hidden = !open && shown.length < 2 && all.scrollHeight <= all.clientHeight;
  setText(more, open ? 'Less' : shown.length > 1 ? `All ${String(shown.length)}` : 'All');
}
