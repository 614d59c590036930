/** One room's card: the mirror's own player, in small. */
import { currentOf } from '../../protocol/order.ts';
import {
  behindNow,
  behindText,
  isOver,
  waitOf,
  waitText,
  waitsLong,
  wasText,
  type Standing,
  type Wait,
} from '../../protocol/rooms.ts';
import { LAMPS } from '../../protocol/signal.ts';
import { duration, formatDuration, instant, remaining } from '../../protocol/time.ts';
import { wordOf } from '../../protocol/words/words.ts';
import type { PublicDocument, RoomConnection, RoomDocument } from './document.ts';
import { setData, setText } from './draw.ts';
import { Playback, type Playing } from './playback.ts';

const TIERS = ['red', 'amber', 'green', 'blue'] as const;
/** What is not played is looked at so often, in ms: how long a room has been silent. */
const LOOK = 500;

const DAYTIME = new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' });

export class RoomCard {
  readonly element: HTMLLIElement;
  room: RoomDocument;
  /** As it was drawn last. */
  standing: Standing;
  /** When it is to be drawn again, by the clock of `rooms`, in ms. */
  due = 0;
  readonly #parts: Readonly<Record<Part, HTMLElement>>;
  readonly #lamps: readonly (readonly [number, HTMLElement])[];
  readonly #playback = new Playback();
  readonly #control: boolean;

  constructor(room: RoomDocument, template: HTMLTemplateElement, control: boolean) {
    this.room = room;
    const { id, name, connection } = room;
    this.standing = { id, name, connection, over: 0, talk: '' };
    this.element = template.content.firstElementChild?.cloneNode(true) as HTMLLIElement;
    const find = (selector: string): HTMLElement =>
      this.element.querySelector<HTMLElement>(selector) as HTMLElement;
    this.#parts = Object.fromEntries(PARTS.map((part) => [part, find(`.${part}`)])) as Record<
      Part,
      HTMLElement
    >;
    this.#lamps = TIERS.map((lamp) => [LAMPS[lamp], find(`.lamp.${lamp}`)]);
    this.element.dataset.room = id;
    this.#link.href = `/?room=${encodeURIComponent(id)}`;
    this.#control = control;
  }

  get #link(): HTMLAnchorElement {
    return this.element.querySelector('a') as HTMLAnchorElement;
  }

  /** Draws it as it is at `now` of the clock of `rooms`. `heard`: whether that clock, and the stream, are to be believed. */
  draw(now: number, heard: boolean, calm: boolean): void {
    const { room } = this;
    const { id, name, session, shift, since } = room;
    const connection = heard ? room.connection : 'stale';
    setText(this.#link, name);
    setData(this.element, 'connection', connection);
    const who = session && currentOf(session.talks, session.stage);
    const talk = `${String(who?.id ?? '')} ${session?.clock ?? ''}`;
    const plays = connection === 'live' && session !== null && shift !== null;
    this.due = now + LOOK;
    if (!plays) {
      this.standing = { id, name, connection, over: 0, talk };
      this.#still(now, connection, heard);
      return;
    }
    const then = instant(now * session.speed + shift);
    const { playing, next } = this.#playback.at(session, then, calm || session.steady === true);
    if (next !== undefined)
      this.due = Math.min(now + 60_000, (next - shift) / session.speed + 0.02);
    const on = session.stage.state === 'running' || session.stage.state === 'held';
    const over = on && playing.position !== null ? playing.position - playing.length : 0;
    const { position, length, toStart } = playing;
    const wait = waitOf(
      { state: session.stage.state, begun: position !== null, who: who?.speaker ?? '' },
      {
        over: (position ?? 0) - length,
        paused: (then - since) / session.speed,
        late: -(toStart ?? Infinity),
      },
    );
    if (wait) this.due = Math.min(this.due, now + LOOK);
    this.standing = { id, name, connection, over: Math.max(0, over), wait, talk };
    this.#show(session, playing, wait);
    this.#late(then, playing);
    setData(this.element, 'over', isOver(this.standing) ? 'yes' : 'no');
    setData(this.element, 'waits', waitsLong(this.standing) ? 'yes' : 'no');
  }

  /** Nothing of it may look alive. */
  #still(now: number, connection: RoomConnection, heard: boolean): void {
    for (const [, lamp] of this.#lamps) setData(lamp, 'lit', 'no');
    for (const part of ['digits', 'word', 'speaker', 'behind'] as const)
      setText(this.#parts[part], '');
    const { session, ends, heard: last } = this.room;
    const stage = session?.stage;
    const who = session?.talks[stage?.talk ?? 0]?.speaker ?? '';
    const until = ends === null ? '' : DAYTIME.format(ends);
    setText(this.#parts.next, connection === 'ended' ? '' : wasText(stage?.state, who, until));
    setData(this.#parts.next, 'waits', 'no');
    setData(this.element, 'over', 'no');
    setData(this.element, 'waits', 'no');
    setData(this.element, 'phase', 'unknown');
    const ago = last === null || !heard ? '' : `, last heard ${agoText(now - last)} ago`;
    const words: Readonly<Record<RoomConnection, string>> = {
      offline: `Offline${ago}`,
      ended: 'Finished, session ended',
      stale: heard ? `Stale${ago}` : 'Offline',
      waiting: 'Listening…',
      live: 'Listening…',
    };
    setText(this.#parts.standing, words[connection]);
  }

  #show(session: PublicDocument, playing: Playing, wait: Wait | undefined): void {
    const { phase, lamps, position, length } = playing;
    const { state, talk } = session.stage;
    const parts = this.#parts;
    for (const [bit, lamp] of this.#lamps) setData(lamp, 'lit', (lamps & bit) === 0 ? 'no' : 'yes');
    setData(this.element, 'phase', phase.name);
    const left = position === null ? undefined : remaining(position, length);
    const standby = state === 'standby';
    const counts = left !== undefined && !(standby && left.over);
    setText(parts.digits, counts ? `${left.over ? '+' : ''}${left.text}` : '');
    const paused = wait?.what === 'resume';
    setText(parts.word, paused ? waitText(wait) : wordOf(phase.name));
    const who = currentOf(session.talks, { state, talk })?.speaker ?? '';
    const after = currentOf(session.talks, { state, talk: talk + 1 })?.speaker;
    setText(parts.speaker, standby ? '' : who);
    const next = standby ? who : after;
    const follows = next === undefined || next === '' ? '' : `Next: ${next}`;
    setText(parts.next, wait && !paused ? waitText(wait) : follows);
    setData(parts.next, 'waits', wait && !paused ? 'yes' : 'no');
    setText(parts.standing, session.light.reached ? '' : 'Light out of reach');
    this.#offer(state);
    const pause = this.element.querySelector('[data-action=hold], [data-action=start]');
    if (pause instanceof HTMLElement) {
      setData(pause, 'action', state === 'held' ? 'start' : 'hold');
      setText(pause, state === 'held' ? 'Go on' : 'Pause');
    }
  }

  /** What can be pressed now. */
  #offer(state: PublicDocument['stage']['state']): void {
    const { buttons, refuses } = this.#parts;
    const { commands } = this.room;
    buttons.hidden = !this.#control || !commands;
    setText(refuses, this.#control && !commands ? 'Takes no commands from here' : '');
    for (const button of buttons.querySelectorAll('button'))
      if (button.dataset.action !== 'message')
        button.disabled = state !== 'running' && state !== 'held';
  }

  #late(then: number, { position, length }: Playing): void {
    const { behind, at, session } = this.room;
    const { behind: part } = this.#parts;
    if (behind === null || !session) {
      setText(part, '');
      return;
    }
    const passed = then - at;
    const to = position ?? 0;
    const from = session.stage.anchor === null ? to : to - passed;
    const late = behindNow(behind, session.stage.state, { from, to, length, passed });
    setText(part, behindText(late));
    setData(part, 'late', late >= 60_000 ? 'yes' : 'no');
  }
}

const PARTS = [
  ...(['standing', 'digits', 'word', 'speaker', 'next', 'behind'] as const),
  ...(['buttons', 'refuses'] as const),
] as const;
type Part = (typeof PARTS)[number];

const agoText = (ms: number): string => formatDuration(duration(Math.max(0, ms)));
