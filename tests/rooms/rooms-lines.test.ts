/** The terminal of all rooms, line by line: what needs somebody stays in sight, and nothing that is said is cut. */
import { describe, expect, it } from 'vitest';
import { PLAIN, render } from '../../host/terminal/line.ts';
import { roomsLines, type RoomsModel } from '../../host/rooms/rooms-lines.ts';
import { windowOf } from '../../host/rooms/rooms-window.ts';
import type { RoomShown } from '../../host/rooms/room-shown.ts';

const calm = (id: string, more: Partial<RoomShown> = {}): RoomShown => ({
  ...{ id, name: `Hall ${id}`, connection: 'live', over: 0, talk: id },
  ...{ lamps: 1, word: 'go', plain: 'go', digits: '4:12', speaker: 'Ada', next: 'Grace' },
  ...{ behind: 0, rev: 1, held: false, commands: true, was: '', ...more },
});
const late = (id: string): RoomShown =>
  calm(id, { over: 95_000, word: 'overtime', digits: '+1:35', lamps: 7 });
const WAS = 'was: Samir G, until 15:36';
const offline = (id: string): RoomShown =>
  calm(id, { connection: 'offline', lamps: undefined, word: 'offline', digits: '', was: WAS });
const many = (n: number): RoomShown[] =>
  Array.from({ length: n }, (_, i) => calm(String.fromCharCode(66 + i)));

const drawn = (model: Partial<RoomsModel>, width: number, height: number): string[] => {
  const all = { event: 'Day one', rooms: [], trouble: undefined, foot: 'q quit', asks: false };
  const lines = roomsLines({ ...all, ...model }, width, height);
  expect(lines).toHaveLength(height);
  return lines.map((line) => render(line, width, PLAIN).trimEnd());
};
const rowOf = (lines: readonly string[], name: string): string =>
  lines.find((line) => line.includes(name)) ?? '';

describe('a low terminal', () => {
  const rooms = [late('A'), offline('Z'), ...many(12)];

  it('keeps rooms in trouble above, wherever the chosen one is, and says where others are hidden', () => {
    for (const { id } of rooms) {
      const lines = drawn({ rooms, chosen: id }, 80, 12);
      expect(lines[2]).toMatch(/^▲.Hall A/);
      expect(lines[3]).toMatch(/^○.Hall Z/);
      expect(rowOf(lines, `Hall ${id}`)).toMatch(/^.►/);
      expect(lines.at(-1)).toBe('q quit');
      const count = (arrow: string): number =>
        Number(new RegExp(`${arrow} (\\d+) more`).exec(lines.join('\n'))?.[1] ?? 0);
      const shown = lines.filter((line) => line.includes('Hall ')).length;
      expect(count('↑') + count('↓') + shown).toBe(rooms.length);
      const [above, below] = ['↑', '↓'].map((arrow) => lines.findIndex((l) => l.includes(arrow)));
      if (above !== undefined && above >= 0) expect(above).toBe(4);
      if (below !== undefined && below >= 0) expect(below).toBe(10);
    }
  });

  it('keeps the mark of a chosen room in trouble', () => {
    expect(rowOf(drawn({ rooms, chosen: 'A' }, 80, 12), 'Hall A')).toMatch(/^▲►Hall A/);
  });

  it('is never written beyond its last line', () => {
    for (let height = 3; height < 20; height++) drawn({ rooms, chosen: 'F' }, 80, height);
  });
});

it('a list is cut above, below or at both ends, around the row that is meant', () => {
  expect(windowOf(5, -1, 5)).toEqual({ from: 0, to: 5 });
  expect(windowOf(9, -1, 5)).toEqual({ from: 0, to: 4 });
  expect(windowOf(9, 4, 5)).toEqual({ from: 2, to: 5 });
  expect(windowOf(9, 8, 5)).toEqual({ from: 5, to: 9 });
});

it('at 80x24 calm rooms give up their second line before those in trouble', () => {
  const lines = drawn({ rooms: [late('A'), ...many(11)] }, 80, 24);
  expect(lines[2]).toMatch(/▲ Hall A +\+1:35 +RED \+ AMBER \+ GREEN/);
  expect(lines[3]).toMatch(/^ +overtime · next: Grace$/);
  expect(lines[4]).toMatch(/Hall B/);
  expect(lines[5]).toMatch(/Hall C/);
});

it('name, digits and word are there in 40 columns', () => {
  const rooms = [late('A'), ...many(12)];
  for (const width of [40, 50, 60])
    expect(rowOf(drawn({ rooms }, width, 12), 'Hall A')).toMatch(/▲ Hall A +\+1:35 +overtime/);
});

it('a room that waits says so on its only line, is marked, and counts', () => {
  const wait = { what: 'speaker', ms: 135_000, who: 'Lukas' } as const;
  const words = { word: 'waiting for Lukas, 2:15', speaker: '', digits: '' };
  const lines = drawn({ rooms: [calm('W', { wait, ...words }), ...many(12)] }, 80, 12);
  expect(rowOf(lines, 'Hall W')).toMatch(/▲ Hall W +waiting for Lukas, 2:15/);
  expect(lines[0]).toMatch(/1 needs a look/);
});

it('a room that is gone says who was on, plainly past', () => {
  const lines = drawn({ rooms: [offline('A')] }, 80, 24);
  expect(lines[2]).toMatch(/^○ Hall A +offline/);
  expect(lines[3]?.trim()).toBe(WAS);
});

it('long names are shown where there is room', () => {
  const name = 'The Great Auditorium, East Wing';
  const rooms = [calm('A', { name })];
  expect(drawn({ rooms }, 120, 24).join('\n')).toContain(name);
  expect(drawn({ rooms }, 80, 24).join('\n')).toContain('The Great Auditor…');
});

it('trouble and what is told are wrapped, never cut', () => {
  const trouble =
    'The broker mqtts://broker.example.org:8883 refuses the user hall-j with this password: look at /home/ada/broker-login';
  const foot =
    'Hall B: No answer came: was the room started with --remote-control? Look at its light before you press again.';
  const text = drawn({ rooms: many(3), trouble, foot }, 80, 24)
    .join(' ')
    .replace(/ +/g, ' ');
  expect(text).toContain(`${trouble}.`);
  expect(text).toContain(foot);
});

it('an event of which nothing is heard asks to compare its name', () => {
  const lines = drawn({}, 60, 12).join(' ').replace(/ +/g, ' ');
  expect(lines).toMatch(/No room of “Day one” has said anything yet\. Compare --event/);
  expect(lines).toContain("the broker's access list");
  expect(drawn({ trouble: 'The broker is not there' }, 60, 12).join()).not.toMatch(/No room/);
});
