/** What each kind of reader gets to see of a snapshot: anybody, and whoever has the token. */
import type { Score } from '../../protocol/score.ts';
import type { Stage } from '../../protocol/stage.ts';
import type { Plan } from '../session/types.ts';
import { dayForm } from '../system/time-of-day.ts';
import type { Entry, Snapshot } from '../session/types.ts';
import type {
  EntryDocument,
  OperatorDocument,
  PlanDocument,
  PublicDocument,
  StageDocument,
  TalkDocument,
} from '../page/document.ts';

/** The stage with its grants folded into the clock: positions are the same, and nothing else is told. */
function stageDocument({ state, talk, anchor, banked, granted }: Stage): StageDocument {
  return { state, talk, anchor, banked: banked - granted };
}

const talkDocument = ({ id, talk }: Entry): TalkDocument => ({
  id,
  speaker: talk.speaker,
  title: talk.title,
});

/** The talks of the programme, in the order in which stages count them. */
function given({ entries, programme }: Snapshot): Entry[] {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return programme.talks.flatMap(({ id }) => byId.get(id) ?? []);
}

/**
 * The scores that play now, with the talk's profile worked in, so that the profile itself
 * need not be told. In steady mode screens announce by a border what does not blink.
 */
function scoresNow({ programme, stage, steady }: Snapshot): Score[] {
  const [changeover] = programme.scores;
  const talk = programme.talks[stage.talk] ?? programme.talks.at(-1);
  const score = talk && programme.scores[talk.score];
  if (!changeover || !score) return [];
  const cues = score.cues.map(({ phase, due, signal }) => ({
    phase,
    due,
    signal: {
      ...signal,
      ...(talk.silent ? { sound: 'none' as const } : {}),
      ...(talk.noFlash && steady !== true && signal.announcement === 'blink'
        ? { announcement: 'none' as const }
        : {}),
    },
  }));
  return [changeover, { ...score, cues }];
}

/** For anybody: speakers, titles, order, and what the light itself shows. */
export function publicDocument(snapshot: Snapshot, clock: string, speed: number): PublicDocument {
  const { stage, programme, light } = snapshot;
  return {
    clock,
    speed,
    rev: stage.rev,
    name: snapshot.name ?? null,
    stage: stageDocument(stage),
    talks: given(snapshot).map(talkDocument),
    scores: scoresNow(snapshot),
    length: (programme.talks[stage.talk] ?? programme.talks.at(-1))?.length ?? 0,
    changeover: snapshot.changeover,
    light: { name: light.name, reached: light.reached, truth: light.truth },
    muted: snapshot.muted,
    practice: snapshot.practice ?? null,
    messages: snapshot.messages,
    ...(snapshot.steady === true ? { steady: true } : {}),
    ...(snapshot.start === undefined ? {} : { start: snapshot.start }),
  };
}

/** With the token: notes, profiles, grants, the plan and what is wrong. */
export function operatorDocument(
  base: PublicDocument,
  snapshot: Snapshot,
  plan: Plan,
): OperatorDocument {
  const { stage, entries, warnings } = snapshot;
  return {
    ...base,
    granted: stage.granted,
    changed: stage.changed,
    undo: snapshot.undo,
    entries: entries.map(entryDocument),
    plan: planDocument(plan, snapshot),
    day: dayForm(Date.now()),
    offer: snapshot.offer ?? null,
    warnings,
    slept: snapshot.slept ?? false,
  };
}

function entryDocument(entry: Entry): EntryDocument {
  const { talk, length, rules, status, took } = entry;
  const { notes, sayAs, pronouns, silent, noFlash, skip } = talk;
  const extras = { notes, sayAs, pronouns, silent, noFlash, skip, took };
  const told = Object.entries(extras).filter(([, value]) => value !== undefined);
  return { ...talkDocument(entry), length, rules, status, ...Object.fromEntries(told) };
}

/** Rounded to seconds, so that the document changes only when somebody could see it. */
function planDocument({ end, behind, over }: Plan, { until }: Snapshot): PlanDocument {
  const whole = (ms: number): number => Math.round(ms / 1000) * 1000;
  return {
    end: whole(end),
    until: until ?? null,
    behind: behind === undefined ? null : whole(behind),
    over,
  };
}
