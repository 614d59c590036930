/** One line at the foot of the page of all rooms: what came of a press, or of what was asked of the browser. */
import { part, setText } from './draw.ts';

const SHOWN = 8_000;
let timer: number | undefined;

/** It stands for so long, in ms; Infinity until the next one comes. */
export function answer(sentence: string, shown = SHOWN): void {
  setText(part('answer'), sentence);
  clearTimeout(timer);
  if (shown === Infinity) return;
  timer = setTimeout(() => {
    setText(part('answer'), '');
  }, shown);
}
