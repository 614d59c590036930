/** All rooms as lines of a terminal: what needs somebody stands first, and no room looks alive that is not. */
import { lampWords } from '../terminal/lamp-column.ts';
import type { Line, Style } from '../terminal/line.ts';
import { clean } from '../terminal/clean.ts';
import { clip, widthOf, wrap } from '../terminal/text.ts';
import {
  behindText,
  byUrgency,
  isGone,
  isOver,
  looksText,
  needsLook,
  waitsLong,
} from '../../protocol/rooms.ts';
import { windowOf } from './rooms-window.ts';
import type { RoomShown } from './room-shown.ts';

export interface RoomsModel {
  readonly event: string;
  /** Where the page is; empty where there is none. */
  readonly address?: string;
  readonly rooms: readonly RoomShown[];
  /** What is wrong with the broker. */
  readonly trouble: string | undefined;
  /** The id of the room that keys are for; undefined where nothing can be pressed. */
  readonly chosen?: string | undefined;
  /** What is asked or told at the foot. */
  readonly foot: string;
  readonly asks: boolean;
}

/** Columns of what stands in a line, from the one before on. */
const NAME = 2;
const NAME_WIDTH = 18;
const DIGITS_WIDTH = 8;
const LAMPS_WIDTH = 21;
const BEHIND = 15;
/** From so many columns on there is room for more than name, digits and word, and on a second line too. */
const SPEAKER_FROM = 65;
const BEHIND_FROM = 75;
const WIDE = 80;
const LOOK = 30;

export const inOrder = (rooms: readonly RoomShown[]): RoomShown[] => rooms.toSorted(byUrgency);

export function roomsLines(model: RoomsModel, width: number, height: number): Line[] {
  const rooms = inOrder(model.rooms);
  const trouble = model.trouble === undefined ? [''] : wrap(`${clean(model.trouble)}.`, width);
  const head: Line[] = [
    titleLine(model, width),
    ...trouble.map((text): Line => [{ at: 0, text, style: 'alert' }]),
  ];
  const foot = (model.asks ? [model.foot] : wrap(model.foot, width)).map((text): Line => [
    { at: 0, text, style: model.asks ? 'alert' : 'dim' },
  ]);
  const room = Math.max(1, height - head.length - foot.length);
  const body = rooms.length === 0 ? nothingHeard(model, width) : bodyOf(rooms, model, width, room);
  const all = [...head, ...body].slice(0, height - foot.length);
  while (all.length < height - foot.length) all.push([]);
  return [...all, ...foot];
}

function titleLine({ event, rooms, address = '' }: RoomsModel, width: number): Line {
  const title = `${clip(clean(event), width / 2)}: ${counted(rooms.length, 'room')}`;
  const alert = looksText(rooms);
  const alertAt = width < SPEAKER_FROM ? title.length + 2 : Math.max(LOOK, title.length + 2);
  const addressAt = width - address.length;
  return [
    { at: 0, text: title, style: 'bold' },
    { at: alertAt, text: alert, style: 'alert' },
    { at: addressAt, text: addressAt > alertAt + alert.length ? address : '', style: 'dim' },
  ];
}

/** Where the broker is the trouble, it is that which keeps rooms from being heard. */
function nothingHeard({ event, trouble }: RoomsModel, width: number): Line[] {
  if (trouble !== undefined) return [];
  const sentences =
    `No room of “${clean(event)}” has said anything yet. Compare --event with what the rooms were ` +
    "started with, and look at the broker's access list. A room starts with: " +
    'claplight run --broker … --event … --room NAME';
  return wrap(sentences, width - NAME).map((text) => [{ at: NAME, text }]);
}

/** Rooms that need a look stay in sight above; of all others as many as fit, around the one that keys are for. */
function bodyOf(
  rooms: readonly RoomShown[],
  { chosen }: RoomsModel,
  width: number,
  height: number,
): Line[] {
  const looks = rooms.filter(needsLook).length;
  const columns = columnsOf(rooms, width);
  // Calm rooms give their second lines up first.
  const twice = (one: RoomShown): boolean =>
    rooms.length * 2 <= height || (needsLook(one) && rooms.length + looks <= height);
  const lines = (some: readonly RoomShown[]): Line[] =>
    some.flatMap((one) => roomLines(one, columns, twice(one), one.id === chosen));
  if (rooms.length <= height) return lines(rooms);
  const pinned = Math.min(looks, Math.max(0, height - 3));
  const others = rooms.slice(pinned);
  const at = others.findIndex(({ id }) => id === chosen);
  const { from, to } = windowOf(others.length, at, height - pinned);
  const more = (text: string, n: number): Line[] =>
    n === 0 ? [] : [[{ at: NAME, text: `${text} ${String(n)} more`, style: 'dim' }]];
  return [
    ...lines(rooms.slice(0, pinned)),
    ...more('↑', from),
    ...lines(others.slice(from, to)),
    ...more('↓', others.length - to),
  ];
}

const counted = (n: number, what: string): string => `${String(n)} ${what}${n === 1 ? '' : 's'}`;

interface Columns {
  readonly width: number;
  readonly digits: number;
  readonly lamps: number;
  readonly speaker: number;
  readonly behind: number;
}

/** Names have as much as they need where there is room; in a narrow terminal they leave it to digits and word. */
function columnsOf(rooms: readonly RoomShown[], width: number): Columns {
  const longest = Math.max(...rooms.map(({ name }) => widthOf(clean(name))));
  const spare = width < WIDE ? 0 : Math.floor((width - WIDE) / 2);
  const tight = width - NAME - DIGITS_WIDTH - LAMPS_WIDTH;
  const most = Math.min(NAME_WIDTH, Math.max(8, tight)) + spare;
  const digits = NAME + Math.min(Math.max(longest, Math.min(NAME_WIDTH, most)), most) + 1;
  const lamps = digits + DIGITS_WIDTH;
  const speaker = width < SPEAKER_FROM ? width : lamps + LAMPS_WIDTH;
  return { width, digits, lamps, speaker, behind: width < BEHIND_FROM ? width : width - BEHIND };
}

function roomLines(
  room: RoomShown,
  { width, digits: digitsAt, lamps: lampsAt, speaker: speakerAt, behind: behindAt }: Columns,
  twice: boolean,
  chosen: boolean,
): Line[] {
  const { name, digits, lamps, word, wait, speaker, behind, next, was } = room;
  const gone = isGone(room);
  const [mark, style] = markOf(room);
  // What goes on is said by the lamps where there is a line for the word, too; that nothing does is said first.
  const plain = lamps === undefined || (!twice && (wait !== undefined || width < SPEAKER_FROM));
  const first: Line = [
    { at: 0, text: mark, style },
    { at: 1, text: chosen ? '►' : '', style: 'bold' },
    { at: NAME, text: clip(clean(name), digitsAt - NAME - 1), style: chosen ? 'bold' : style },
    { at: digitsAt, text: digits, style: 'bold' },
    { at: lampsAt, text: plain ? clean(word) : lampWords(lamps), style: lampStyle(room) },
    { at: speakerAt, text: gone ? '' : clip(clean(speaker), behindAt - speakerAt - 1) },
    { at: behindAt, text: behind === undefined ? '' : behindText(behind) },
  ];
  if (!twice) return [first];
  // Who is awaited is next.
  const after = next === '' || wait?.what === 'speaker' ? '' : ` · next: ${clean(next)}`;
  const second = lamps === undefined ? clean(was) : `${clean(word)}${after}`;
  return [first, [{ at: lampsAt, text: second, style: 'dim' }]];
}

function markOf(room: RoomShown): readonly [string, Style | undefined] {
  if (isOver(room)) return ['▲', 'alert'];
  if (isGone(room)) return ['○', 'red'];
  return waitsLong(room) ? ['▲', 'amber'] : ['', undefined];
}

function lampStyle({ lamps = 0, connection }: RoomShown): Style {
  if (connection !== 'live') return 'dim';
  if ((lamps & 4) !== 0) return 'red';
  if ((lamps & 2) !== 0) return 'amber';
  return (lamps & 1) === 0 ? 'blue' : 'green';
}
