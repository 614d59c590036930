/** What `GET /metrics` tells of a session, and of nobody in it. */
import { LAMPS } from '../../protocol/signal.ts';
import { STATES } from '../../protocol/stage.ts';
import { stateDocument } from '../session/state-document.ts';
import type { SessionView } from '../session/types.ts';
import type { Family, Sample } from './exposition.ts';

/** What a remote counted of what it was sent: `{ remote: 'osc', counts: { taken: 3, junk: 1 } }`. */
export interface RemoteCounts {
  readonly remote: string;
  readonly counts: Readonly<Record<string, number>>;
}

/** What the server knows besides the session. */
export interface Around {
  readonly screens: Readonly<Record<'public' | 'operator', number>>;
  readonly remotes: readonly RemoteCounts[];
}

/** Times of a session are in ms, those of metrics in seconds. */
const inSeconds = (ms: number): number => Math.round(ms * 1000) / 1e6;
const bit = (is: boolean): number => (is ? 1 : 0);
const one = (value: number): Sample[] => [{ value }];
const flag = (is: boolean): Sample[] => one(bit(is));
const each = (label: string, counts: Readonly<Record<string, number>>): Sample[] =>
  Object.entries(counts).map(([name, value]) => ({ labels: { [label]: name }, value }));

const told =
  (type: Family['type']) =>
  (name: string, help: string, samples: readonly Sample[]): Family => ({
    name: `claplight_${name}`,
    type,
    help,
    samples,
    ...(name.endsWith('_seconds') ? { unit: 'seconds' } : {}),
  });
const gauge = told('gauge');
const counter = told('counter');
const info = told('info');

export function families(session: SessionView, around: Around): Family[] {
  return [
    ...ofStage(session),
    ...ofPeople(session, around),
    ...ofLight(session),
    ...ofJournal(session),
  ];
}

function ofStage(session: SessionView): Family[] {
  const snapshot = session.snapshot();
  const document = stateDocument(snapshot, session.now(), false);
  const { state, talk, talks, length, position, signal, muted } = document;
  const on = state === 'running' || state === 'held';
  const states = Object.fromEntries(STATES.map((one) => [one, bit(one === state)]));
  const lit: readonly string[] = signal.lamps;
  const lamps = Object.fromEntries(
    Object.keys(LAMPS).map((lamp) => [lamp, bit(lit.includes(lamp))]),
  );
  return [
    info('session', 'The session.', [{ labels: { session: snapshot.name ?? '' }, value: 1 }]),
    told('stateset')(
      'state',
      'Standby between talks; running, or held, in one; closed after the last.',
      each('claplight_state', states),
    ),
    gauge('talk_index', 'The talk that is on or next, from 0.', one(talk)),
    gauge('talks', 'Talks in the programme.', one(talks)),
    gauge(
      'left_seconds',
      'What is left of the talk that is on; absent without one.',
      on ? one(inSeconds(Math.max(0, length - position))) : [],
    ),
    gauge(
      'over_seconds',
      'By how much the talk that is on is over its length.',
      one(on ? inSeconds(Math.max(0, position - length)) : 0),
    ),
    gauge('lamp', 'The lamps of the signal that holds, blinking left out.', each('lamp', lamps)),
    gauge('muted', 'Whether the buzzer is silenced.', flag(muted)),
  ];
}

function ofPeople(session: SessionView, { screens, remotes }: Around): Family[] {
  const { presses, refusals } = session.measures();
  return [
    gauge('screens', 'Pages that listen now.', each('kind', screens)),
    counter('presses', 'Presses that were taken, wherever they were made.', each('event', presses)),
    counter('refusals', 'Presses that were refused.', each('reason', refusals)),
    counter(
      'remote_packets',
      'What remotes were sent, by what became of it.',
      remotes.flatMap(({ remote, counts }) =>
        each('fate', counts).map(({ labels, value }) => ({ labels: { remote, ...labels }, value })),
      ),
    ),
  ];
}

function ofLight(session: SessionView): Family[] {
  const { light } = session.snapshot();
  const { lateness, clock } = session.measures();
  const { bounds, upTo, count, sum } = lateness;
  const bucket = (le: string, value: number): Sample => ({
    suffix: '_bucket',
    labels: { le },
    value,
  });
  return [
    told('histogram')(
      'cue_lateness_seconds',
      'From the moment at which a signal was due until its player showed it, by its clock.',
      [
        ...bounds.map((bound, i) => bucket(floating(bound / 1000), upTo[i] ?? 0)),
        bucket('+Inf', count),
        { suffix: '_count', value: count },
        { suffix: '_sum', value: inSeconds(sum) },
      ],
    ),
    info('light', 'Who plays: a podium, a virtual one, a Firmata board, a tower, or none.', [
      { labels: { kind: light.kind }, value: 1 },
    ]),
    gauge('light_reached', 'Whether the light is within reach.', flag(light.reached)),
    gauge(
      'light_true',
      'Whether the light is known to show what it should.',
      flag(light.reached && light.truth === 'sure'),
    ),
    gauge(
      'podium_clock_ppm',
      "How fast the podium's clock is against this computer's, in millionths.",
      clock ? one(Math.round(clock.ppm * 10) / 10) : [],
    ),
    gauge(
      'podium_clock_uncertainty_seconds',
      "How far off this computer's idea of the podium's clock may be.",
      clock && Number.isFinite(clock.uncertainty) ? one(inSeconds(clock.uncertainty)) : [],
    ),
  ];
}

/** As OpenMetrics wants a bucket's bound: `1.0`, not `1`. */
const floating = (n: number): string => (Number.isInteger(n) ? n.toFixed(1) : String(n));

function ofJournal(session: SessionView): Family[] {
  const { written, delay, waiting, lost } = session.measures().journal;
  return [
    gauge(
      'journal_written',
      'Whether the journal takes what happens; 0 while a disk is slow or takes nothing.',
      flag(written),
    ),
    gauge(
      'journal_delay_seconds',
      'How long the last line waited for the disk, or the oldest has waited so far.',
      one(inSeconds(delay)),
    ),
    gauge('journal_waiting_lines', 'Lines that wait for the disk.', one(waiting)),
    counter('journal_lost_lines', 'Lines that were given up because too many waited.', one(lost)),
  ];
}
