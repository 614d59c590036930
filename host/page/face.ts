/** What the mirror says in a frame, as texts: the same rounding as the light's and the terminal's. */
import { remaining } from '../../protocol/time.ts';
import type { Frame, Playing } from './conductor.ts';
import type { PublicDocument, TalkDocument } from './document.ts';
import { wordOf } from './page-words.ts';

export interface Face {
  /** `4:12`, `+0:30` over, `–:––` unknown, or empty. */
  readonly digits: string;
  /** What the digits are: left, over, changeover. */
  readonly unit: string;
  readonly word: string;
  readonly lead: string;
  readonly speaker: string;
  readonly title: string;
  /** True before the first talk: the strip of signals is shown. */
  readonly strip: boolean;
  readonly notice: string;
}

export const UNKNOWN = '–:––';

export function faceOf({ trust, session, playing }: Frame, late: boolean): Face {
  const notice = noticeOf(trust, late);
  if (!session || !playing)
    return { ...NOTHING, digits: UNKNOWN, notice: notice || 'one moment …' };
  const { state, anchor, talk } = session.stage;
  const who = session.talks[talk];
  const texts = { ...(state === 'closed' ? ENDED : whoOf(session, who)), notice };
  const strip = state === 'standby' && anchor === null && talk === 0;
  const { name, practised } = playing.phase;
  const word = practised
    ? `practice: ${wordOf(name)}`
    : strip && name === 'changeover'
      ? 'what the light says'
      : wordOf(name);
  return { ...texts, word, strip, ...digitsOf(state, playing) };
}

const NOTHING = { unit: '', word: '', lead: '', speaker: '', title: '', strip: false };
const ENDED = { lead: '', speaker: 'That was all. Thank you!', title: '' };

function whoOf(
  { stage, name }: PublicDocument,
  who: TalkDocument | undefined,
): Pick<Face, 'lead' | 'speaker' | 'title'> {
  if (!who) return { lead: name ?? '', speaker: '', title: '' };
  const lead = stage.state === 'standby' ? (stage.talk === 0 ? 'first' : 'next') : '';
  return { lead, speaker: who.speaker, title: who.title };
}

/** A changeover that runs over is the operators' business: no digits in the face of the speaker. */
function digitsOf(state: string, { position, length }: Playing): Pick<Face, 'digits' | 'unit'> {
  if (position === null) return { digits: '', unit: '' };
  const { over, text } = remaining(position, length);
  if (state === 'standby')
    return over ? { digits: '', unit: '' } : { digits: text, unit: 'changeover' };
  return over ? { digits: `+${text}`, unit: 'over' } : { digits: text, unit: 'left' };
}

function noticeOf(trust: Frame['trust'], late: boolean): string {
  if (trust === 'unknown') return late ? 'not connected' : '';
  if (trust === 'alone') return 'not connected: counting on alone';
  return trust === 'grey' ? 'not connected: this may be wrong' : '';
}
