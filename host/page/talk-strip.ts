/** The strip of signals before the first talk: what each means, so that the room learns them. */
import { LAMPS, type Lamp } from '../../protocol/signal.ts';
import { formatDuration, duration } from '../../protocol/time.ts';
import type { PublicDocument } from './document.ts';
import { handOf, type Hand } from './page-words.ts';
import { wordOf, type Words } from '../../protocol/words/words.ts';

const SVG = 'http://www.w3.org/2000/svg';
const drawn = new WeakMap<Element, string>();

/** One item for each set of lamps, in the order in which they come. */
export function drawStrip(strip: Element, { scores, length }: PublicDocument, words: Words): void {
  const key = JSON.stringify([scores, length, words]);
  if (drawn.get(strip) === key) return;
  drawn.set(strip, key);
  const cues = scores[1]?.cues ?? [];
  const blue = ((scores[0]?.cues[0]?.signal.lamps ?? 0) & LAMPS.blue) !== 0;
  const first = cues.filter(
    ({ signal }, i) => cues.findIndex((other) => other.signal.lamps === signal.lamps) === i,
  );
  strip.replaceChildren(
    ...first.map(({ phase, due, signal }) => {
      const item = document.createElement('li');
      item.append(
        column(signal.lamps, blue),
        picture(handOf({ signal })),
        line('strip-word', wordOf(phase, words)),
        line('strip-when', when(due, length, words)),
      );
      return item;
    }),
  );
}

function when(due: number, length: number, words: Words): string {
  if (due === 0) return words.start;
  const left = length - due;
  if (left === 0) return '0:00';
  return `${formatDuration(duration(Math.abs(left)))} ${left > 0 ? words.left : words.over}`;
}

function column(lamps: number, blue: boolean): Element {
  const small = document.createElement('span');
  small.className = 'small-column';
  const names: Lamp[] = ['red', 'amber', 'green', ...(blue ? (['blue'] as const) : [])];
  for (const name of names) {
    const lamp = document.createElement('span');
    lamp.className = `small-lamp ${name}`;
    lamp.dataset.lit = (lamps & LAMPS[name]) === 0 ? 'no' : 'yes';
    small.append(lamp);
  }
  return small;
}

/** Both symbols of a hand, one over the other. */
function picture({ still, moving }: Hand): Element {
  const box = document.createElementNS(SVG, 'svg');
  box.setAttribute('viewBox', '0 0 100 100');
  box.setAttribute('aria-hidden', 'true');
  for (const name of [still, moving]) {
    const use = document.createElementNS(SVG, 'use');
    use.setAttribute('href', `#h-${name}`);
    box.append(use);
  }
  return box;
}

function line(name: string, text: string): Element {
  const element = document.createElement('span');
  element.className = name;
  element.textContent = text;
  return element;
}
