/** The operator's page, drawn: where the session is, who is on, and what is wrong. */
import { duration, formatDuration, remaining } from '../../protocol/time.ts';
import { offsetAt, timeOfDay, zoneOf } from '../../protocol/time-of-day.ts';
import { drawButtons, isTechnicalPause } from './buttons.ts';
import { currentOf, isOpen } from '../../protocol/order.ts';
import { LAMPS } from '../../protocol/signal.ts';
import type { Frame } from './conductor.ts';
import type { Desk } from './operator-model.ts';
import type { EntryDocument, OperatorDocument } from './document.ts';
import { handOf, setName } from './page-words.ts';
import { part, setData, setText } from './draw.ts';
import { UNKNOWN } from './face.ts';
import { drawLineup, grantedText, joined, notesOf } from './lineup-list.ts';
import { drawNotices } from './notices.ts';
import { drawMessages } from './message-sheet.ts';
import type { TalkSheet } from './talk-sheet.ts';
import { wordOf } from '../../protocol/words/words.ts';

export function drawOperator(frame: Frame, desk: Desk, sheet: TalkSheet): void {
  const { trust, playing } = frame;
  const session = frame.session as OperatorDocument | undefined;
  const fresh = trust === 'sure' ? session : undefined;
  desk.shows(fresh);
  setData(document.body, 'trust', trust);
  setText(part('link'), linkText(frame, session));
  const phase = playing?.phase;
  const word = phase
    ? phase.practised
      ? `practice: ${wordOf(phase.name)}`
      : wordOf(phase.name)
    : '';
  const digits = digitsOf(frame);
  for (const place of ['', 'sheet-', 'tell-', 'more-', 'paste-']) {
    setText(part(`${place}digits`), digits);
    setText(part(`${place}word`), wordNow(frame, word));
  }
  setData(part('digits'), 'long', digits.length > '+12:34'.length ? 'yes' : 'no');
  setText(part('announcer'), word);
  drawTop(frame);
  drawButtons(fresh);
  if (session) drawSession(session, desk, sheet);
  drawNotices();
}

function drawSession(session: OperatorDocument, desk: Desk, sheet: TalkSheet): void {
  drawLineup(session, desk, sheet);
  sheet.draw(session);
  drawMessages(session);
  const { stage, entries, talks, name, warnings, granted, offer, slept } = session;
  const current = currentOf(talks, stage);
  const entry = current && entries.find(({ id }) => id === current.id);
  setText(part('session'), name ?? 'Claplight');
  const number = `${String(Math.min(stage.talk + 1, talks.length))} of ${String(talks.length)}`;
  setText(part('lead'), stage.state === 'closed' ? 'over' : `${LEADS[stage.state]} · ${number}`);
  setText(part('speaker'), entry?.speaker ?? '');
  setText(part('title'), entry?.title ?? '');
  setText(part('notes'), joined([grantedText(granted), entry ? notesOf(entry) : '']));
  drawThen(session, entry);
  setText(part('plan'), planText(session));
  setText(part('warnings'), warnings.join(' '));
  part('warned').hidden = warnings.length === 0 && !slept;
  part('slept').hidden = !slept;
  setText(part('offer-text'), offer ?? '');
  part('offer').hidden = offer === null;
}

/** Who comes after the talk that is on, and what to know before they do. */
function drawThen({ stage, entries }: OperatorDocument, entry: EntryDocument | undefined): void {
  const on = stage.state === 'running' || stage.state === 'held';
  const then = on && entry ? entries.slice(entries.indexOf(entry)).find(isOpen) : undefined;
  part('then').hidden = then === undefined;
  setText(part('then-speaker'), then?.speaker ?? '');
  setText(part('then-title'), then?.title ?? '');
  setText(part('then-notes'), then ? notesOf(then) : '');
}

/** Colour, lamps and hand as the hall sees them. */
function drawTop({ trust, playing, session }: Frame): void {
  const signal = playing?.phase.signal;
  setData(part('top'), 'lamps', signal ? setName(signal.lamps) : 'unknown');
  setData(part('top'), 'trust', trust);
  setData(document.body, 'state', session?.stage.state ?? 'unknown');
  part('offline').hidden = trust === 'sure' || (trust === 'unknown' && !session);
  for (const [name, bit] of Object.entries(LAMPS))
    setData(part(`dot-${name}`), 'lit', ((signal?.lamps ?? 0) & bit) === 0 ? 'no' : 'yes');
  const blue = ((session?.scores[0]?.cues[0]?.signal.lamps ?? 0) & LAMPS.blue) !== 0;
  setData(part('dots'), 'tiers', blue ? '4' : '3');
  const hand = signal ? handOf({ signal }) : { still: 'none', moving: 'none' };
  for (const [id, name] of [
    ['hand-still', hand.still],
    ['hand-moving', hand.moving],
  ] as const)
    if (part(id).getAttribute('href') !== `#h-${name}`) part(id).setAttribute('href', `#h-${name}`);
}

/** A changeover that runs over says what to do, but for a pause that the room was told of. */
function wordNow({ playing, session }: Frame, word: string): string {
  if (session?.stage.state !== 'standby' || playing?.phase.practised === true) return word;
  if (isTechnicalPause(session as OperatorDocument)) return 'technical pause';
  // Before the first talk, and after a false start, no changeover is counted.
  if (playing?.position === null) return 'press Start as they begin';
  const late = (playing?.position ?? 0) >= (playing?.length ?? Infinity);
  return late ? 'nobody has pressed Start' : word;
}

const LEADS = { standby: 'next', running: 'on stage', held: 'paused' } as const;

function digitsOf({ playing, session }: Frame): string {
  if (!playing) return UNKNOWN;
  if (playing.position === null) return session?.stage.state === 'closed' ? '' : 'Ready';
  const { over, text } = remaining(playing.position, playing.length);
  if (!over) return text;
  return `+${text}`;
}

function linkText({ trust, silent }: Frame, session: OperatorDocument | undefined): string {
  if (trust === 'unknown') return session ? 'one moment …' : 'connecting …';
  if (trust !== 'sure') {
    const seconds = Math.max(1, Math.floor(silent / 1000));
    return `${navigator.onLine ? 'no answer' : 'no network'} for ${String(seconds)} s`;
  }
  if (!session) return '';
  const { light } = session;
  if (!light.reached) return `${light.name}: out of reach`;
  return light.truth === 'sure' ? light.name : `${light.name}: ${TRUTHS[light.truth]}`;
}

const TRUTHS = { estimated: 'was reset, time estimated', 'power-lost': 'lost its power' } as const;

function planText({ plan, stage, day }: OperatorDocument): string {
  const closed = stage.state === 'closed';
  const at = (wall: number): string => timeOfDay(wall, day);
  // A phone that was not set to the room's zone shows other hours of its own.
  const here = -new Date(plan.end).getTimezoneOffset() === offsetAt(plan.end, day);
  const zone = here ? '' : `times in ${zoneOf(plan.end, day)}`;
  const behind =
    plan.behind === null || Math.abs(plan.behind) < 30_000
      ? ''
      : `${formatDuration(duration(Math.abs(plan.behind)))} ${plan.behind > 0 ? 'behind' : 'ahead'}`;
  const until = plan.until === null ? '' : `room until ${at(plan.until)}`;
  const over = plan.over === 0 ? '' : `${String(plan.over)} do not fit`;
  if (closed) return ['over', behind || 'on time'].join(' · ');
  return joined([`ends about ${at(plan.end)}`, behind, over, until, zone]);
}
