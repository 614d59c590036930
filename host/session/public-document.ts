/** What anybody may know of a session: pages without the token are sent it, and remotes tell no more. */
import type { Practice } from '../../protocol/player.ts';
import type { Score } from '../../protocol/score.ts';
import { unblinking } from '../../protocol/signal.ts';
import type { Stage } from '../../protocol/stage.ts';
import type { PublicDocument, StageDocument, TalkDocument } from '../page/document.ts';
import type { Entry, Snapshot } from './types.ts';

/** The stage with its grants folded into the clock: positions are the same, and nothing else is told. */
function stageDocument({ state, talk, anchor, banked, granted }: Stage): StageDocument {
  return { state, talk, anchor, banked: banked - granted };
}

export const talkDocument = ({ id, talk }: Entry): TalkDocument => ({
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
function scoresNow(snapshot: Snapshot): Score[] {
  const { programme, stage } = snapshot;
  const [changeover] = programme.scores;
  const talk = programme.talks[stage.talk] ?? programme.talks.at(-1);
  const score = talk && programme.scores[talk.score];
  if (!changeover || !score) return [];
  const cues = score.cues.map(({ phase, due, signal }) => ({
    phase,
    due,
    signal: {
      ...(blinks(snapshot) ? signal : unblinking(signal)),
      ...(talk.silent ? { sound: 'none' as const } : {}),
    },
  }));
  return [changeover, { ...score, cues }];
}

/** Whether screens are told of blinks: not of those in a talk that must not blink, but in steady mode of all. */
const blinks = ({ programme, stage, steady }: Snapshot): boolean =>
  steady === true || programme.talks[stage.talk]?.noFlash !== true;

function practiceNow(snapshot: Snapshot): Practice | null {
  const { practice } = snapshot;
  if (!practice) return null;
  return blinks(snapshot) ? practice : { ...practice, signal: unblinking(practice.signal) };
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
    light: {
      ...{ name: light.name, reached: light.reached, truth: light.truth },
      ...(light.digits && { digits: light.digits }),
    },
    muted: snapshot.muted,
    practice: practiceNow(snapshot),
    messages: snapshot.messages,
    ...(snapshot.steady === true ? { steady: true } : {}),
    ...(snapshot.start === undefined ? {} : { start: snapshot.start }),
  };
}
