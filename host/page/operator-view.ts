/** The operator's page, drawn: where the session is, who is on, and what is wrong. */
import { duration, formatDuration, remaining } from '../../protocol/time.ts';
import { offsetAt, timeOfDay, zoneOf } from '../../protocol/time-of-day.ts';
import { drawButtons } from './buttons.ts';
import type { Frame } from './conductor.ts';
import type { Desk } from './operator-model.ts';
import type { OperatorDocument } from './document.ts';
import { part, setData, setText } from './draw.ts';
import { UNKNOWN } from './face.ts';
import { drawLineup } from './lineup-list.ts';
import { drawMessages } from './message-sheet.ts';
import type { TalkSheet } from './talk-sheet.ts';
import { wordOf } from '../../protocol/words/words.ts';

export function drawOperator(frame: Frame, desk: Desk, sheet: TalkSheet): void {
  const { trust, playing } = frame;
  const session = frame.session as OperatorDocument | undefined;
  const fresh = trust === 'sure' ? session : undefined;
  desk.shows(fresh);
  setData(window.document.body, 'trust', trust);
  setText(part('link'), linkText(trust, session));
  const phase = playing?.phase;
  const word = phase
    ? phase.practised
      ? `practice: ${wordOf(phase.name)}`
      : wordOf(phase.name)
    : '';
  const digits = digitsOf(frame);
  for (const place of ['', 'sheet-', 'tell-']) {
    setText(part(`${place}digits`), digits);
    setText(part(`${place}word`), word);
  }
  setText(part('announcer'), word);
  drawButtons(fresh);
  if (!session) return;
  drawSession(session);
  drawLineup(part('lineup'), session.entries, desk, sheet);
  sheet.draw(session);
  drawMessages(session);
}

function drawSession(session: OperatorDocument): void {
  const { stage, entries, talks, name, warnings, granted, offer, slept } = session;
  const entry = entries.find(({ id }) => id === talks[stage.talk]?.id);
  setText(part('session'), name ?? 'Claplight');
  setText(part('lead'), LEADS[stage.state]);
  setText(part('speaker'), entry?.speaker ?? '');
  setText(part('title'), entry?.title ?? '');
  const say = entry?.sayAs === undefined ? '' : `say “${entry.sayAs}”`;
  const gave = granted === 0 ? '' : `${signed(granted)} given`;
  const notes = [say, entry?.pronouns ?? '', gave, entry?.notes ?? ''];
  setText(part('notes'), notes.filter((text) => text !== '').join(' · '));
  setText(part('plan'), planText(session));
  setText(part('warnings'), warnings.join(' '));
  part('slept').hidden = !slept;
  setText(part('offer-text'), offer ?? '');
  part('offer').hidden = offer === null;
}

const LEADS = { standby: 'next', running: 'on now', held: 'on hold', closed: '' } as const;

/** Here a changeover that runs over is told: somebody must press start. */
function digitsOf({ playing, session }: Frame): string {
  if (!playing) return UNKNOWN;
  if (playing.position === null) return session?.stage.state === 'closed' ? '' : 'ready';
  const { over, text } = remaining(playing.position, playing.length);
  if (!over) return text;
  const standby = session?.stage.state === 'standby';
  return standby ? `+${text} nobody has pressed start` : `+${text}`;
}

function linkText(trust: Frame['trust'], session: OperatorDocument | undefined): string {
  if (trust === 'unknown') return session ? 'one moment …' : 'connecting …';
  if (trust !== 'sure') return 'not connected: no press is taken';
  if (!session) return '';
  const { light } = session;
  if (!light.reached) return `${light.name}: out of reach`;
  return light.truth === 'sure' ? light.name : `${light.name}: ${TRUTHS[light.truth]}`;
}

const TRUTHS = { estimated: 'was reset, time estimated', 'power-lost': 'lost its power' } as const;

const signed = (ms: number): string =>
  (ms < 0 ? '−' : '+') + formatDuration(duration(Math.abs(ms)));

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
  return [`ends about ${at(plan.end)}`, behind, until, over, zone]
    .filter((text) => text !== '')
    .join(' · ');
}
