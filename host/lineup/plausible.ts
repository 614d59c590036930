/**
 * A made-up session for rehearsals: names that nobody could take for a person's, titles that anybody
 * could have chosen, and an evening that goes as evenings do. The same for the same seed.
 */
import { duration, minutes, type Duration } from '../../protocol/time.ts';
import { MOST_TALKS } from './limits.ts';
import type { Lineup, Talk } from './lineup.ts';
import { mulberry32, oneOf } from '../system/random.ts';

const FIRST = [
  'Robin',
  'Kim',
  'Alex',
  'Sam',
  'Noor',
  'Mika',
  'Yuki',
  'Zoë',
  'Ömer',
  'Łucja',
  'Jo',
  'Charlie',
  'Ngọc',
  'Sascha',
  'Ada',
] as const;
const LAST = [
  'Example',
  'Sample',
  'Placeholder',
  'Beispiel',
  'Exemple',
  'Ejemplo',
  'Esempio',
  'Przykład',
  'Příklad',
  'Örnek',
  '例',
  'Voorbeeld',
  'Esimerkki',
  'van der Template-Standin',
] as const;
const OPENINGS = [
  'Why I stopped writing',
  'What I learned from',
  'Five minutes of',
  'A love letter to',
  'Please stop',
  'Testing',
  'How not to do',
  'Three ways to',
  'The hidden cost of',
  'Fun with',
] as const;
const SUBJECTS = [
  'decorators',
  'a broken build',
  'time zones',
  'my first pull request',
  'type hints',
  'regular expressions',
  'a robot made of cardboard',
  'dependency trees',
  'spreadsheets',
  'Unicode, and other ways to lose a weekend',
  'error messages',
  'documentation',
  'packaging',
] as const;
const NOTES = [
  'needs a display adapter',
  'no slides',
  'brings slides',
  'live demonstration',
  'microphone on a stand',
] as const;

/** A lineup of so many talks of five minutes, hardly one longer as an accommodation. `count` is at least 1. */
export function plausibleLineup(count: number, seed: number): Lineup {
  const random = mulberry32(seed);
  const used = new Set<string>();
  const length = Math.min(Math.max(1, Math.floor(count)), MOST_TALKS);
  const talks = Array.from({ length }, () => {
    let talk = madeUp(random);
    // Speakers may come twice, and titles too, but a pair of both would be one talk.
    while (used.has(talk.speaker + talk.title)) talk = madeUp(random);
    used.add(talk.speaker + talk.title);
    return talk;
  });
  const name = `Rehearsal of ${String(talks.length)} talks, seed ${String(seed)}`;
  return { name, talks, remarks: [] };
}

function madeUp(random: () => number): Talk {
  const talk = {
    speaker: `${oneOf(FIRST, random)} ${oneOf(LAST, random)}`,
    title: `${oneOf(OPENINGS, random)} ${oneOf(SUBJECTS, random)}`,
    duration: minutes(random() < 0.06 ? 7 : 5),
  };
  return random() < 0.3 ? { ...talk, notes: oneOf(NOTES, random) } : talk;
}

/** How one talk goes. */
export interface Turn {
  /** How long the changeover before it takes. */
  readonly changeover: Duration;
  /** How long it takes, as a share of what it was allotted. */
  readonly share: number;
  /** Nobody comes; it is skipped when the changeover is over. */
  readonly missed: boolean;
}

/** Chances and measures of a real evening: most talks end in the applause, some much earlier, a few go on. */
const NO_SHOW = 0.06;
const EARLY = 0.12;
const OVERRUN = 0.2;
const SLOW = 0.15;

/** How the talks of an evening go, one after another; `changeover` is what each is allotted. */
export function plausibleEvening(count: number, seed: number, changeover = minutes(1)): Turn[] {
  // Another stream of chance than that of the names: more talks leave the first ones as they are.
  const random = mulberry32(seed ^ 0x5eed);
  return Array.from({ length: Math.max(0, Math.floor(count)) }, () => {
    const slow = random() < SLOW ? 1.2 + 1.8 * random() : 0.4 + 0.6 * random();
    const missed = random() < NO_SHOW;
    return { changeover: duration(Math.round(changeover * slow)), share: shareOf(random), missed };
  });
}

function shareOf(random: () => number): number {
  const how = random();
  if (how < EARLY) return 0.2 + 0.5 * random();
  return how > 1 - OVERRUN ? 1 + 0.25 * random() : 0.9 + 0.12 * random();
}
