/** All rooms as lines of a terminal: what needs somebody stands first, and no room looks alive that is not. */
import { lampWords } from '../terminal/lamp-column.ts';
import type { Line, Style } from '../terminal/line.ts';
import { clean, clip } from '../terminal/text.ts';
import { behindText, byUrgency } from '../../protocol/rooms.ts';
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

/** Columns of what stands in a line. */
const NAME = 2;
const LOOK = 30;
const DIGITS = 21;
const LAMPS = 29;
const SPEAKER = 50;
const BEHIND = 15;

export const inOrder = (rooms: readonly RoomShown[]): RoomShown[] => rooms.toSorted(byUrgency);

export function roomsLines(model: RoomsModel, width: number, height: number): Line[] {
  const rooms = inOrder(model.rooms);
  const troubled = rooms.filter((one) => one.over > 0 || isGone(one)).length;
  const look = troubled === 1 ? '1 needs a look' : `${String(troubled)} need a look`;
  const title = `${clip(clean(model.event), width / 2)}: ${counted(rooms.length, 'room')}`;
  const alert = troubled === 0 ? '' : look;
  const alertAt = Math.max(LOOK, title.length + 2);
  const { address = '' } = model;
  const addressAt = width - address.length;
  const head: Line[] = [
    [
      { at: 0, text: title, style: 'bold' },
      { at: alertAt, text: alert, style: 'alert' },
      { at: addressAt, text: addressAt > alertAt + alert.length ? address : '', style: 'dim' },
    ],
    model.trouble === undefined
      ? []
      : [{ at: 0, text: `${clean(model.trouble)}.`, style: 'alert' }],
  ];
  const room = Math.max(1, height - head.length - 2);
  const each = rooms.length * 2 <= room ? 2 : 1;
  const most = rooms.length * each <= room ? rooms.length : Math.max(1, room - 1);
  const at = rooms.findIndex(({ id }) => id === model.chosen);
  const from = Math.max(0, Math.min(at - most + 1, rooms.length - most));
  const shown = rooms.slice(from, from + most);
  const lines = shown.flatMap((one) => roomLines(one, width, each, one.id === model.chosen));
  const hidden = rooms.length - shown.length;
  if (hidden > 0)
    lines.push([{ at: NAME, text: `… and ${counted(hidden, 'room')}`, style: 'dim' }]);
  if (rooms.length === 0)
    lines.push([
      { at: NAME, text: 'No room has said anything yet: claplight run --broker … --room NAME' },
    ]);
  const all = [...head, ...lines];
  while (all.length < height - 1) all.push([]);
  const foot: Line = [{ at: 0, text: model.foot, style: model.asks ? 'alert' : 'dim' }];
  return [...all.slice(0, height - 1), foot];
}

const isGone = ({ connection }: RoomShown): boolean =>
  connection === 'offline' || connection === 'stale';

const counted = (n: number, what: string): string => `${String(n)} ${what}${n === 1 ? '' : 's'}`;

function roomLines(room: RoomShown, width: number, each: number, chosen: boolean): Line[] {
  const { name, digits, lamps, word, speaker, behind, over, next } = room;
  const gone = isGone(room);
  const lateAt = Math.max(SPEAKER + 10, width - BEHIND);
  const style: Style | undefined = over > 0 ? 'alert' : gone ? 'red' : undefined;
  const mark = chosen ? '►' : over > 0 ? '▲' : gone ? '○' : ' ';
  const late = behind === undefined ? '' : behindText(behind);
  const first: Line = [
    { at: 0, text: mark, style: chosen ? 'bold' : style },
    { at: NAME, text: clip(clean(name), DIGITS - NAME - 1), style: chosen ? 'bold' : style },
    { at: DIGITS, text: digits, style: 'bold' },
    { at: LAMPS, text: lamps === undefined ? word : lampWords(lamps), style: lampStyle(room) },
    { at: SPEAKER, text: gone ? '' : clip(clean(speaker), lateAt - SPEAKER - 1) },
    { at: lateAt, text: late },
  ];
  if (each === 1) return [first];
  const second =
    gone || lamps === undefined ? '' : next === '' ? word : `${word} · next: ${clean(next)}`;
  return [first, [{ at: LAMPS, text: second, style: 'dim' }]];
}

function lampStyle({ lamps = 0, connection }: RoomShown): Style {
  if (connection !== 'live') return 'dim';
  if ((lamps & 4) !== 0) return 'red';
  if ((lamps & 2) !== 0) return 'amber';
  return (lamps & 1) === 0 ? 'blue' : 'green';
}
