/** What a player is seen and heard to do in some seconds, told in words that a transcript can expect. */
import {
  LAMPS,
  SOUNDS,
  lampNames,
  lampSet,
  type Lamp,
  type LampSet,
} from '../../protocol/signal.ts';
import type { SoundName } from '../../protocol/signal.ts';
import type { Driver } from './driver.ts';

/** Longer than any announcement or sound lasts. */
const LONGEST_WATCH = 5_200;

interface Edge {
  readonly ms: number;
  readonly what: string;
}

/**
 * Watches the lamps and the buzzer at every ms, until a signal would be steady and silent or the
 * transcript goes on. `light` is `dark`, `amber + red`, `amber blink` or `dark, green winks`.
 */
export function watch(
  driver: Driver,
  from: number,
  until: number,
  light: string,
  sound: SoundName,
): { readonly seen: readonly string[]; readonly wanted: readonly string[] } {
  const length = Math.min(until - from, LONGEST_WATCH);
  const { lamps, beats } = observe(driver, from, length);
  const { tolerance } = driver;
  const due = wantedLamps(light, length - tolerance);
  const wanted = [...due, ...wantedBeats(sound, length - tolerance)];
  const seen = [...settled(lamps, tolerance), ...beats].filter(
    ({ ms }) => ms < length - tolerance || ms === 0,
  );
  return {
    seen: seen.map((edge, i) => told(nearest(edge, wanted[i], tolerance))),
    wanted: wanted.map(told),
  };
}

function observe(driver: Driver, from: number, length: number): Record<'lamps' | 'beats', Edge[]> {
  const lamps: Edge[] = [];
  const beats: Edge[] = [];
  let sounding = false;
  for (let ms = 0; ms < Math.max(1, length); ms++) {
    driver.at(from + ms);
    const look = driver.look();
    const what = setName(look.lamps);
    if (lamps.at(-1)?.what !== what) lamps.push({ ms, what });
    if (look.buzzer && !sounding) beats.push({ ms, what: 'beat' });
    sounding = look.buzzer;
  }
  return { lamps, beats };
}

/** Without what was still shown from before, for a driver that is a little late. */
function settled(edges: readonly Edge[], tolerance: number): readonly Edge[] {
  const current = edges.findLastIndex(({ ms }) => ms <= tolerance);
  return edges.slice(current).map((edge, i) => (i === 0 ? { ...edge, ms: 0 } : edge));
}

const nearest = (edge: Edge, wanted: Edge | undefined, tolerance: number): Edge =>
  wanted && edge.ms >= wanted.ms && edge.ms <= wanted.ms + tolerance
    ? { ...edge, ms: wanted.ms }
    : edge;

const told = ({ ms, what }: Edge): string => `${what} at ${String(ms)} ms`;

const setName = (set: LampSet): string => lampNames(set).join(' + ') || 'dark';

function wantedLamps(light: string, length: number): Edge[] {
  const match = /^([a-z+ ]+?)(?: (blink)|, (green|amber|red) winks)?$/.exec(light);
  if (!match) throw new Error(`not a light: "${light}"`);
  const [, names = '', blink, wink] = match;
  const set = names === 'dark' ? 0 : lampSet(...(names.split(' + ') as Lamp[]));
  if (setName(set) !== names) throw new Error(`write "${setName(set)}" for "${names}"`);
  const edges: Edge[] = [];
  for (let ms = 0; ms < Math.max(1, length); ms++) {
    const dark = blink !== undefined && ms < 5_000 && ms % 1_000 >= 500;
    const winking = wink !== undefined && ms % 4_000 < 100;
    const shown = dark ? 0 : winking ? set ^ LAMPS[wink as Lamp] : set;
    const what = setName(shown);
    if (edges.at(-1)?.what !== what) edges.push({ ms, what });
  }
  return edges;
}

const wantedBeats = (sound: SoundName, length: number): Edge[] =>
  SOUNDS[sound].beats.filter((ms) => ms < length).map((ms) => ({ ms, what: 'beat' }));
