/** What the mirror says in a frame, as texts: the same rounding as the light's and the terminal's. */
import { TECHNICAL_PAUSE, type MessageTo } from '../../protocol/message-texts.ts';
import { duration, remaining } from '../../protocol/time.ts';
import type { Frame } from './conductor.ts';
import type { Playing } from './playback.ts';
import type { PublicDocument, TalkDocument } from './document.ts';
import { ENGLISH, messageIn, wordOf, type Words } from '../../protocol/words/words.ts';

export interface Face {
  /** `4:12`, `+0:30` over, `–:––` unknown, or empty. */
  readonly digits: string;
  /** What the digits are: left, over, changeover. */
  readonly unit: string;
  readonly word: string;
  readonly lead: string;
  readonly speaker: string;
  readonly title: string;
  /** True before the first talk: the legend of signals is shown. */
  readonly strip: boolean;
  readonly notice: string;
}

/** Whom a view is for: screens of the hall tell the room, those of the stage the speaker, a stream nobody. */
const READERS: Readonly<Record<string, MessageTo>> = {
  full: 'room',
  light: 'speaker',
  digits: 'speaker',
};

/** The message that a view shows, or nothing. */
export function messageOn(
  view: string,
  session: PublicDocument | undefined,
  words: Words = ENGLISH,
): string {
  const to = READERS[view];
  const text = to && session?.messages[to];
  return text === undefined ? '' : messageIn(text, words);
}

export const UNKNOWN = '–:––';

export function faceOf(frame: Frame, late: boolean, words: Words = ENGLISH): Face {
  const { trust, session, playing } = frame;
  const notice = noticeOf(trust, late, words);
  if (!session || !playing) return { ...NOTHING, digits: UNKNOWN, notice: notice || words.moment };
  const { state, anchor, talk } = session.stage;
  const who = session.talks[talk];
  const texts =
    state === 'closed'
      ? { lead: '', speaker: words.thanks, title: '' }
      : whoOf(session, who, words);
  const strip = state === 'standby' && anchor === null && talk === 0;
  const { name, practised } = playing.phase;
  const waits = isPaused(session) ? NO_DIGITS : digitsOf(state, playing, words);
  const count = strip && !practised ? opening(playing, words) : waits;
  return { ...texts, notice, strip, word: wordIn(frame, strip, words), ...count, ...named(name) };
}

/** While the room waits for a cable, no clock of the changeover runs in anybody's face. */
const isPaused = ({ stage, messages }: PublicDocument): boolean =>
  stage.state === 'standby' && messages.room === TECHNICAL_PAUSE;

const NO_DIGITS = { digits: '', unit: '' };

const NOTHING = { unit: '', word: '', lead: '', speaker: '', title: '', strip: false };

/** With no lineup there is no one to name. */
const named = (name: string): Partial<Face> => (name === 'no-programme' ? { speaker: '' } : {});

function wordIn({ session, playing }: Frame, strip: boolean, words: Words): string {
  if (!session || !playing) return '';
  const { name, practised } = playing.phase;
  if (practised) return `${words.practice}: ${wordOf(name, words)}`;
  if (strip && name === 'changeover') return words.legend;
  const late =
    playing.position !== null && playing.position >= playing.length && !isPaused(session);
  if (name === 'changeover' && late) return words.comeUp;
  return wordOf(name, words);
}

function whoOf(
  { stage, name }: PublicDocument,
  who: TalkDocument | undefined,
  words: Words,
): Pick<Face, 'lead' | 'speaker' | 'title'> {
  if (!who) return { lead: name ?? '', speaker: '', title: '' };
  const lead = stage.state === 'standby' ? (stage.talk === 0 ? words.first : words.next) : '';
  return { lead, speaker: who.speaker, title: who.title };
}

/** Before the first talk: how long until the session begins, where that is known. */
function opening({ toStart }: Playing, words: Words): Pick<Face, 'digits' | 'unit'> {
  if (toStart === null || toStart <= 0) return { digits: '', unit: words.soon };
  return { digits: remaining(duration(0), duration(toStart)).text, unit: words.startsIn };
}

/** A changeover that runs over is the operators' business: no digits in the face of the speaker. */
function digitsOf(
  state: string,
  { position, length }: Playing,
  words: Words,
): Pick<Face, 'digits' | 'unit'> {
  if (position === null) return { digits: '', unit: '' };
  const { over, text } = remaining(position, length);
  if (state === 'standby')
    return over ? { digits: '', unit: '' } : { digits: text, unit: words.phases.changeover };
  return over ? { digits: `+${text}`, unit: words.over } : { digits: text, unit: words.left };
}

function noticeOf(trust: Frame['trust'], late: boolean, words: Words): string {
  if (trust === 'unknown') return late ? words.lost : '';
  if (trust === 'alone') return words.alone;
  return trust === 'grey' ? words.doubtful : '';
}
