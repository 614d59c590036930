/** What always holds, whatever was broken: gives a sentence for each thing that did not. */
import { RHYTHM } from '../../protocol/signal.ts';
import { EVENT_NAMES, elapsedOf } from '../../protocol/stage.ts';
import type { Talk } from '../../host/lineup/lineup.ts';
import type { Evening } from './evening.ts';
import type { Reach } from './hall.ts';
import type { Written } from './host.ts';
import { OFF_AFTER_RESET, sureAt, untrueLamps } from './lamps.ts';
import type { Asked } from './people.ts';
import { truthOf } from './truth.ts';

export function brokenBy(evening: Evening): string[] {
  return [
    ...lostAnswers(evening),
    ...lostPresses(evening),
    ...untrueLamps(evening),
    ...flashes(evening),
    ...disagreements(evening),
  ];
}

/** What was acknowledged is in the journal, written before the answer. */
function lostAnswers({ asked, hall }: Evening): string[] {
  const free = new Set(hall.lines);
  return asked.flatMap((one) => {
    if (one.answer?.ok !== true) return [];
    const found = [...free].find(
      ({ line, writtenAt }) =>
        line.by === 'terminal' &&
        writtenAt >= one.at &&
        writtenAt <= (one.answeredAt ?? Infinity) &&
        tells(one, line.type),
    );
    if (!found)
      return [`${one.what} at ${String(one.at)} was acknowledged and is not in the journal`];
    free.delete(found);
    return [];
  });
}

const isEvent = (what: string): boolean => (EVENT_NAMES as readonly string[]).includes(what);

const tells = ({ what }: Asked, type: string): boolean => {
  if (what === 'go') return ['start', 'finish'].includes(type);
  if (what === 'undo') return ['undo', 'lineup'].includes(type);
  return type === what || (type === 'lineup' && !isEvent(what));
};

/** A press that the podium took is in the journal, unless the podium lost its power before it could tell. */
function lostPresses({ hall, faults }: Evening): string[] {
  // Where both did the same while they were apart, the host's line stands for both.
  const free = new Set(
    hall.lines.filter(({ line }) => line.by === 'button' || line.alone === true),
  );
  return hall.said.flatMap(({ push, at }) => {
    if (push.name !== 'press' || push.values.result !== 'ok') return [];
    const { rev } = push.values;
    // Where the log leads to no stage that is known, the journal has the stage that it led to.
    const adopted = hall.lines.some(
      ({ line, writtenAt }) => line.type === 'stage' && line.rev === rev && writtenAt >= at,
    );
    const found = [...free].find(
      ({ line, at: happened, writtenAt }) =>
        Math.abs(happened - at) < 150 || (line.alone === true && Math.abs(at - writtenAt) < 15_000),
    );
    if (found) {
      free.delete(found);
      return [];
    }
    const hampered = faults.some(
      ({ name, from, to }) =>
        ['delay', 'noise'].includes(name) && from - 1000 < at && at < to + 1000,
    );
    const forgotten = faults.some(
      ({ name, from }) =>
        name === 'power' &&
        from >= at &&
        !reachedWithin(awake(hall.reach, faults), at, from, hampered ? 6000 : 1500),
    );
    return forgotten || adopted
      ? []
      : [`the press (${push.values.event}) at ${String(at)} is not in the journal`];
  });
}

/** What a host had within reach while it slept, it could not hear. */
const awake = (reach: readonly Reach[], faults: Evening['faults']): readonly Reach[] => {
  const slept = faults.filter(({ name }) => name === 'sleep');
  const asleep = (at: number): boolean => slept.some(({ from, to }) => from <= at && at < to);
  const moments = [...reach.map(({ at }) => at), ...slept.flatMap(({ from, to }) => [from, to])];
  return moments
    .toSorted((a, b) => a - b)
    .map((at) => ({ at, sure: sureAt(reach, at) && !asleep(at) }));
};

/** Whether the host had the podium within reach at some moment well between two. */
const reachedWithin = (
  reach: readonly Reach[],
  from: number,
  to: number,
  enough: number,
): boolean =>
  reach.some(
    ({ at, sure }, i) =>
      sure && Math.min(to, reach[i + 1]?.at ?? Infinity) - Math.max(from, at) > enough,
  );

/** Never more than two onsets in a second; what lights up together is one. */
function flashes({ hall }: Evening): string[] {
  const lit = hall.lamps.flatMap(({ at, lamps }, i) =>
    (lamps & ~(hall.lamps[i - 1]?.lamps ?? 0)) !== 0 ? [at] : [],
  );
  const onsets: number[] = [];
  for (const at of lit) if (at - (onsets.at(-1) ?? -Infinity) > RHYTHM.onsetMerge) onsets.push(at);
  return onsets.flatMap((at, i) => {
    const third = onsets[i + 2];
    return third !== undefined && third - at < 995
      ? [`three onsets within ${String(Math.round(third - at))} ms at ${String(Math.round(at))}`]
      : [];
  });
}

/** In the end everybody says the same, and all that was added is there. */
function disagreements({ hall, asked, file }: Evening): string[] {
  const broken: string[] = [];
  const { session } = hall.host ?? {};
  if (!session) return ['no host in the end'];
  const { stage, light, entries } = session.snapshot();
  // Pressed before a reset while no host was there: nobody knows better than the podium's own estimate.
  if (!light.reached || light.truth === 'power-lost')
    broken.push(`light not whole in the end: ${light.truth}`);
  const own =
    hall.light === 'none'
      ? undefined
      : hall.said.findLast(({ push }) => push.name === 'stage')?.push;
  if (own?.name === 'stage') {
    const { state, talk } = own.values;
    if (state !== stage.state || talk !== stage.talk)
      broken.push(
        `the podium is at ${state} of ${String(talk)}, the host at ${stage.state} of ${String(stage.talk)}`,
      );
  }
  const last = truthOf(hall.lines).segments.at(-1)?.stage;
  if (last?.state !== stage.state || last.talk !== stage.talk)
    broken.push(
      `the journal ends at ${String(last?.state)} of ${String(last?.talk)}, the host at ${stage.state} of ${String(stage.talk)}`,
    );
  else if (stage.anchor !== null && stage.state !== 'closed') {
    const off = elapsedOf(stage, session.now()) - elapsedOf(last, hall.world.now);
    if (Math.abs(off) > OFF_AFTER_RESET)
      broken.push(`the journal's clock is ${String(Math.round(off))} ms off in the end`);
  }
  const missing = asked.filter(
    ({ speaker = '', answer }) =>
      speaker !== '' &&
      answer?.ok === true &&
      !entries.some(({ talk }) => talk.speaker === speaker) &&
      !takenOut(speaker, hall),
  );
  if (missing.length > 0)
    broken.push(`${missing.map(({ speaker }) => speaker).join(', ')} were added and are not there`);
  const heard = hall.lines.map(({ line }) => JSON.stringify(line));
  const written = file.split('\n').slice(0, -1);
  if (heard.join('\n') !== written.join('\n'))
    broken.push('the journal has other lines than were written');
  return broken;
}

/** Whether somebody took a speaker out of the lineup again: by name, with a list in its place, or by an undo. */
function takenOut(speaker: string, { lines }: Evening['hall']): boolean {
  const has = ({ line }: Written): boolean =>
    (line.talks as readonly Talk[]).some((talk) => talk.speaker === speaker);
  const lineups = lines.filter(({ line }) => line.type === 'lineup');
  const gone = lineups.findLastIndex(has) + 1;
  return gone > 0 && ['remove', 'paste', 'undo'].includes(String(lineups[gone]?.line.what));
}
