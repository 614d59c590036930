/** The sheet of what is wanted less often. What changes the talk closes it; what is tried again leaves it open. */
import { part } from './draw.ts';

const sheet = (): HTMLDialogElement => part('more-sheet') as HTMLDialogElement;

export function openMore(): void {
  part('more').addEventListener('click', () => {
    sheet().showModal();
    sheet().scrollTop = 0;
  });
  part('more-close').addEventListener('click', closeMore);
  part('tell-open').addEventListener('click', closeMore);
}

export const closeMore = (): void => {
  sheet().close();
};
