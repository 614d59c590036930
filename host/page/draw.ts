/** Puts a frame on the page; touches only what changed, so that a phase is one small change. */
import { LAMPS, type Lamp } from '../../protocol/signal.ts';
import type { Frame } from './conductor.ts';
import { faceOf, type Face } from './face.ts';
import { drawStrip } from './talk-strip.ts';
import { shapeOf } from './page-words.ts';

/** An element that the page must have. */
export function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no part "${id}"`);
  return found;
}

export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function setData(element: HTMLElement, key: string, value: string): void {
  if (element.dataset[key] !== value) element.dataset[key] = value;
}

const NAMES = Object.keys(LAMPS) as Lamp[];
const TEXTS = ['digits', 'unit', 'word', 'lead', 'speaker', 'title', 'notice'] as const;

export class Canvas {
  readonly #body = document.body;
  readonly #texts = TEXTS.map((key) => [key, part(key)] as const);
  readonly #lamps = NAMES.map((name) => [LAMPS[name], part(`lamp-${name}`)] as const);
  readonly #shape = part('shape-path');
  readonly #announcer = part('announcer');
  readonly #opened = performance.now();
  #said = '';
  #ems = 0;

  draw(frame: Frame): void {
    const { trust, session, playing } = frame;
    const late = trust === 'unknown' && performance.now() - this.#opened > LATE;
    const face = faceOf(frame, late);
    const signal = playing?.phase.signal;
    // First what is due at this very moment, the rest after it.
    setData(this.#body, 'phase', playing?.phase.name ?? 'unknown');
    for (const [bit, lamp] of this.#lamps) {
      setData(lamp, 'lit', ((playing?.lamps ?? 0) & bit) === 0 ? 'no' : 'yes');
      setData(lamp, 'set', ((signal?.lamps ?? 0) & bit) === 0 ? 'no' : 'yes');
    }
    for (const [key, element] of this.#texts) setText(element, face[key]);
    this.#fit(face.digits);
    setData(this.#body, 'trust', trust);
    setData(this.#body, 'state', session?.stage.state ?? 'unknown');
    setData(this.#body, 'announced', playing?.phase.announced === true ? 'yes' : 'no');
    setData(this.#body, 'strip', face.strip ? 'yes' : 'no');
    setData(this.#body, 'tiers', hasBlue(frame) ? '4' : '3');
    const outline = signal ? shapeOf({ signal }) : '';
    if (this.#shape.getAttribute('d') !== outline) this.#shape.setAttribute('d', outline);
    if (face.strip && session) drawStrip(part('strip'), session);
    this.#say(face);
  }

  /** Digits fill the screen: the style sheet divides its width by theirs. */
  #fit(digits: string): void {
    const ems = Array.from(digits).reduce(
      (total, character) => total + (WIDTHS[character] ?? 0.7),
      0,
    );
    if (this.#ems === ems) return;
    this.#ems = ems;
    this.#body.style.setProperty('--ems', String(Math.max(2.6, ems)));
  }

  /** For screen readers: phases and connection, never the seconds. */
  #say({ word, lead, speaker, notice }: Face): void {
    const text = [notice, word, lead === '' ? '' : `${lead}: ${speaker}`]
      .filter(Boolean)
      .join('. ');
    if (text === this.#said) return;
    this.#said = text;
    setText(this.#announcer, text);
  }
}

/** Widths of characters in ems, in the widest of the usual bold fonts; digits have 0.7. */
const WIDTHS: Readonly<Record<string, number>> = { ':': 0.4, '+': 0.84 };

/** Without any answer for so long, a page that was just opened says that it is not connected. */
const LATE = 5_000;

/** Whether the column has a blue lamp: then the changeover's signal uses it. */
const hasBlue = ({ session }: Frame): boolean =>
  ((session?.scores[0]?.cues[0]?.signal.lamps ?? 0) & LAMPS.blue) !== 0;
