/**
 * Programmes: what a player needs for a whole session, and the bytes in which the podium keeps it.
 * `protocol/README.md` describes the bytes; `PROGRAMME_LAYOUT` is what the firmware's header has.
 */
import { crc16 } from './crc.ts';
import { changeoverScore, makeScore, type Score } from './score.ts';
import { ANNOUNCEMENTS, SOUND_NAMES, type LampSet } from './signal.ts';
import type { Rules } from './rules.ts';
import type { Stage } from './stage.ts';
import { duration, formatDuration, type Duration } from './time.ts';

/** One talk as players know it: no names, and an id that stays when the lineup is edited. */
export interface ProgrammeTalk {
  /** 1 … 65534. */
  readonly id: number;
  /** Index into `scores`; never 0, which is the changeover. */
  readonly score: number;
  readonly silent: boolean;
  readonly noFlash: boolean;
  /** Allotted length; players don't need it, screens do. */
  readonly length: Duration;
}

export interface Programme {
  readonly talks: readonly ProgrammeTalk[];
  /** The first is the changeover's. */
  readonly scores: readonly Score[];
}

/** What fits into the podium's EEPROM twice over, and a score into its kept record. */
export const LIMITS = { talks: 64, scores: 9, cues: 54, cuesInScore: 16 } as const;

/** Sizes in bytes of the image: head (talks, scores, cues, layout version), then the three tables. */
export const PROGRAMME_LAYOUT = { version: 2, head: 4, talk: 3, score: 5, cue: 4 } as const;
/** The longest image. */
export const PROGRAMME_LONGEST =
  PROGRAMME_LAYOUT.head +
  PROGRAMME_LAYOUT.talk * LIMITS.talks +
  PROGRAMME_LAYOUT.score * LIMITS.scores +
  PROGRAMME_LAYOUT.cue * LIMITS.cues;
/** Due times count in this many ms, in 21 bits; the sound has the three bits above them. */
export const DUE_UNIT = 100;
export const DUE_BITS = 21;
const LATEST_DUE: Duration = duration((2 ** DUE_BITS - 1) * DUE_UNIT);
/** In the byte of a score's number of cues: the bit above the 16 of its length in seconds. */
const LENGTH_BIT = 0x80;

/** Bits of a talk's third byte; the low four are the number of its score. */
export const TALK_FLAGS = { silent: 0x10, noFlash: 0x20 } as const;

/** A talk to be put into a programme. */
export interface TalkPlan {
  readonly id: number;
  readonly rules: Rules;
  readonly length: Duration;
  readonly silent?: boolean;
  readonly noFlash?: boolean;
}

/** Why talks do not fit into a programme; `talk` is the index of the one that asks for too much. */
export interface ProgrammeProblem {
  readonly talk: number;
  readonly message: string;
}

export const isProgrammeProblem = (
  value: Programme | ProgrammeProblem,
): value is ProgrammeProblem => 'message' in value;

/** Turns talks into a programme for a column with the lamps `present`. Equal scores are shared. */
export function makeProgramme(
  plans: readonly TalkPlan[],
  present: LampSet,
): Programme | ProgrammeProblem {
  const scores: Score[] = [changeoverScore(present)];
  const known = new Map<string, number>();
  const talks: ProgrammeTalk[] = [];
  for (const [talk, plan] of plans.entries()) {
    if (talk >= LIMITS.talks) return { talk, message: TOO_MANY };
    const score = makeScore(plan.rules, plan.length, present);
    const key = JSON.stringify(score);
    let index = known.get(key);
    if (index === undefined) {
      index = scores.push(score) - 1;
      known.set(key, index);
    }
    const message = tooMuch(scores);
    if (message !== undefined) return { talk, message };
    const { id, length, silent = false, noFlash = false } = plan;
    talks.push({ id, score: index, silent, noFlash, length });
  }
  return { talks, scores };
}

const TOO_MANY = `a podium holds ${String(LIMITS.talks)} talks: leave the rest for a second session, in a file of its own`;

function tooMuch(scores: readonly Score[]): string | undefined {
  const longest = scores.reduce((most, score) => Math.max(most, score.cues.length), 0);
  if (longest > LIMITS.cuesInScore)
    return `its rules have ${String(longest)} cues and a podium plays ${String(LIMITS.cuesInScore)}: use fewer cues`;
  if (scores.length > LIMITS.scores)
    return `it needs a ${ordinal(scores.length - 1)} kind of talk (rules and length) and a podium holds ${String(LIMITS.scores - 1)}: give it the length and rules of another talk`;
  const cues = scores.reduce((count, score) => count + score.cues.length, 0);
  if (cues > LIMITS.cues)
    return `with its rules the session has ${String(cues)} cues and a podium holds ${String(LIMITS.cues)}: use fewer kinds of talk, or rules with fewer cues`;
  const latest = Math.max(...scores.flatMap((score) => score.cues.map((cue) => cue.due)));
  if (latest > LATEST_DUE)
    return `its last cue comes at ${formatDuration(duration(latest))} and a podium counts to ${formatDuration(LATEST_DUE)}: use a shorter length`;
  return undefined;
}

const ordinal = (n: number): string => `${String(n)}th`;

/** The bytes of a programme, at most `PROGRAMME_LONGEST`. */
export function encodeProgramme({ talks, scores }: Programme): Uint8Array {
  const cues = scores.flatMap((score) => score.cues);
  const { version } = PROGRAMME_LAYOUT;
  return Uint8Array.from([
    ...[talks.length, scores.length, cues.length, version],
    ...talks.flatMap((talk) => [talk.id & 0xff, talk.id >> 8, talkFlags(talk)]),
    ...scores.flatMap(({ length, cues, repeat }) => {
      const seconds = Math.round(length / 1000);
      const count = cues.length | (seconds > 0xffff ? LENGTH_BIT : 0);
      return [count, repeat.every / 1000, repeat.times, seconds & 0xff, (seconds >> 8) & 0xff];
    }),
    ...cues.flatMap(({ due, signal }) => [
      ...littleEndian24(
        Math.round(due / DUE_UNIT) | (SOUND_NAMES.indexOf(signal.sound) << DUE_BITS),
      ),
      signal.lamps | (ANNOUNCEMENTS.indexOf(signal.announcement) << 4),
    ]),
  ]);
}

/** The checksum by which host and podium tell programmes apart. */
export const programmeCrc = (programme: Programme): number => crc16(encodeProgramme(programme));

const talkFlags = ({ score, silent, noFlash }: ProgrammeTalk): number =>
  score | (silent ? TALK_FLAGS.silent : 0) | (noFlash ? TALK_FLAGS.noFlash : 0);

const littleEndian24 = (n: number): number[] => [n & 0xff, (n >> 8) & 0xff, (n >> 16) & 0xff];

/** The score that a stage plays: the changeover's in standby, the talk's while one is on. */
export function scoreOf(
  { talks, scores }: Programme,
  stage: Pick<Stage, 'state' | 'talk'>,
): Score | undefined {
  if (talks.length === 0 || stage.state === 'closed') return undefined;
  return scores[stage.state === 'standby' ? 0 : (talks[stage.talk]?.score ?? 0)];
}
