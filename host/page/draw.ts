/** Puts a frame on the page; touches only what changed, so that a phase is one small change. */
import { LAMPS, type Lamp } from '../../protocol/signal.ts';
import type { Frame } from './conductor.ts';
import { faceOf, messageOn, type Face } from './face.ts';
import { GrantSeen } from './grant-seen.ts';
import { handOf, setName } from './page-words.ts';
import { drawBar } from './talk-bar.ts';
import { drawStrip } from './talk-strip.ts';
import { ENGLISH, type Words } from '../../protocol/words/words.ts';

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
  readonly #hand = [part('hand-still'), part('hand-moving')] as const;
  readonly #bar = [part('bar'), part('bar-fill')] as const;
  readonly #granted = new GrantSeen();
  words: Words = ENGLISH;
  /** The time of day was asked for. */
  clock = false;
  /** Steady mode was asked for on this screen; the session may ask for it on all. */
  steady = false;
  readonly #grant = part('grant');
  readonly #told = part('told');
  readonly #clock = part('clock');
  readonly #announcer = part('announcer');
  readonly #opened = performance.now();
  #said = '';
  #ems = 0;

  draw(frame: Frame): void {
    const { trust, session, playing } = frame;
    const late = trust === 'unknown' && performance.now() - this.#opened > LATE;
    const face = faceOf(frame, late, this.words);
    const signal = playing?.phase.signal;
    const announced = playing?.phase.announced === true;
    if (announced && this.#body.dataset.announced !== 'yes') this.#beat(frame);
    // First what is due at this very moment, the rest after it.
    setData(this.#body, 'phase', playing?.phase.name ?? 'unknown');
    for (const [bit, lamp] of this.#lamps) {
      setData(lamp, 'lit', ((playing?.lamps ?? 0) & bit) === 0 ? 'no' : 'yes');
      setData(lamp, 'set', ((signal?.lamps ?? 0) & bit) === 0 ? 'no' : 'yes');
    }
    setData(this.#body, 'lamps', signal ? setName(signal.lamps) : 'unknown');
    setData(this.#body, 'announced', announced ? 'yes' : 'no');
    const forced = session?.steady === true;
    setData(this.#body, 'steady', this.steady || forced ? 'yes' : 'no');
    setData(this.#body, 'forced', forced ? 'yes' : 'no');
    for (const [key, element] of this.#texts) setText(element, face[key]);
    this.#fit(face.digits);
    setData(this.#body, 'trust', trust);
    setData(this.#body, 'state', session?.stage.state ?? 'unknown');
    setData(this.#body, 'strip', face.strip ? 'yes' : 'no');
    setData(this.#body, 'tiers', hasBlue(frame) ? '4' : '3');
    const hand = signal ? handOf({ signal }) : NO_HAND;
    for (const [i, name] of [hand.still, hand.moving].entries()) {
      const href = `#h-${name}`;
      if (this.#hand[i]?.getAttribute('href') !== href) this.#hand[i]?.setAttribute('href', href);
    }
    drawBar(...this.#bar, frame);
    setText(this.#clock, this.clock ? timeNow() : '');
    setText(this.#grant, this.#granted.text(session, performance.now()));
    if (face.strip && session) drawStrip(part('strip'), session, this.words);
    const told = messageOn(this.#body.dataset.view ?? '', session, this.words);
    setText(this.#told, told);
    setData(this.#body, 'told', told === '' ? 'no' : 'yes');
    this.#say(face, told);
  }

  /** Hands clap with the sound's beats, also on a page that comes in the middle of them. */
  #beat({ session, playing }: Frame): void {
    const position = playing?.position ?? 0;
    const due = session?.scores[1]?.cues.findLast((cue) => cue.due <= position)?.due ?? position;
    this.#body.style.setProperty('--beat', `${String(Math.round(due - position))}ms`);
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
  #say({ word, lead, speaker, notice }: Face, told: string): void {
    const message = told === '' ? '' : `${this.words.message}: ${told}`;
    const text = [notice, message, word, lead === '' ? '' : `${lead}: ${speaker}`]
      .filter(Boolean)
      .join('. ');
    if (text === this.#said) return;
    this.#said = text;
    setText(this.#announcer, text);
  }
}

/** As the screen's own computer writes it. */
const timeNow = (): string =>
  new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

const NO_HAND = { still: 'none', moving: 'none' };

/** Widths of characters in ems, in the widest of the usual bold fonts; digits have 0.7. */
const WIDTHS: Readonly<Record<string, number>> = { ':': 0.4, '+': 0.84 };

/** Without any answer for so long, a page that was just opened says that it is not connected. */
const LATE = 5_000;

/** Whether the column has a blue lamp: then the changeover's signal uses it. */
const hasBlue = ({ session }: Frame): boolean =>
  ((session?.scores[0]?.cues[0]?.signal.lamps ?? 0) & LAMPS.blue) !== 0;
