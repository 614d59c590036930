/** The upper part of the screen: the light, who is on, the clock, and who comes then. */
import { TECHNICAL_PAUSE } from '../../protocol/message-texts.ts';
import { bigDigits, bigWidth, DIGIT_ROWS, type DigitSize } from './digits.ts';
import { drawLamps, LAMPS_WIDTH, lampWords, SMALL_LAMPS_WIDTH } from './lamp-column.ts';
import type { Line, Piece } from './line.ts';
import { clockOf, currentEntry, nextEntry, presentLamps, type Model } from './model.ts';
import { clean } from './clean.ts';
import { wrap } from './text.ts';
import { clockText, closedWords, signed, talkWords } from './words.ts';
import { wordOf } from '../../protocol/words/words.ts';
import { digitsAt, digitsText } from '../../protocol/digits.ts';
import { formatDuration, instant } from '../../protocol/time.ts';

export type PanelSize = 'tiny' | DigitSize;

/** Lines that a panel takes. */
const PANEL_ROWS: Readonly<Record<PanelSize, number>> = {
  tiny: 2,
  small: 6,
  medium: 11,
  large: 17,
};

export function drawPanel(model: Model, size: PanelSize, width: number): Line[] {
  if (size === 'tiny') return tinyPanel(model);
  const rows = PANEL_ROWS[size];
  const at = size === 'small' ? SMALL_LAMPS_WIDTH : LAMPS_WIDTH;
  const said = boxDigits(model);
  const below = said === undefined ? 0 : 1;
  const lamps = drawLamps(model.lamps, presentLamps(model.snapshot), rows - below);
  if (said !== undefined) lamps[rows - 1] = digitsLine(said, size === 'small' ? 1 : 2);
  const beside = size === 'small' ? smallText(model, at, width) : fullText(model, at, size);
  return Array.from({ length: rows }, (_, row) => [...(lamps[row] ?? []), ...(beside[row] ?? [])]);
}

/** What the digits on the box say; undefined where it has none. The screen does not blink with them. */
function boxDigits({ snapshot, now }: Model): string | undefined {
  const { programme, stage, light } = snapshot;
  if (!light.digits) return undefined;
  const at = stage.state === 'held' ? instant(0) : now;
  return digitsText(digitsAt({ programme, stage }, light.digits, at));
}

const digitsLine = (text: string, at: number): Line => [
  { at, text: `[${text.padStart(8)}]`, style: text === '' ? 'dim' : 'bold' },
];

function fullText(model: Model, at: number, size: DigitSize): Line[] {
  const { talk } = currentEntry(model.snapshot) ?? {};
  const said = [talk?.pronouns, talk?.sayAs && `say ${talk.sayAs}`].filter((part) => part);
  const name = said.length > 0 ? ` (${clean(said.join(', '))})` : '';
  return [
    [{ at, text: headline(model) }],
    [{ at, text: talk ? clean(talk.speaker) + name : closedWords(model.snapshot), style: 'bold' }],
    [{ at, text: clean(talk?.title ?? '') }],
    [{ at, text: talk?.notes === undefined ? '' : `note: ${clean(talk.notes)}`, style: 'dim' }],
    [],
    ...face(model, at, size),
    ...(size === 'large' ? [[]] : []),
    thenLine(model, at),
  ];
}

function smallText(model: Model, at: number, width: number): Line[] {
  const entry = currentEntry(model.snapshot);
  const place = placeOf(model);
  const name = entry ? clean(entry.talk.speaker) : closedWords(model.snapshot);
  return [
    [
      { at, text: name, style: 'bold' },
      { at: width - place.length - 1, text: place },
    ],
    [{ at, text: clean(entry?.talk.title ?? '') }],
    ...face(model, at, 'small'),
    thenLine(model, at),
  ];
}

function tinyPanel(model: Model): Line[] {
  const { snapshot, now, lamps } = model;
  const clock = clockOf(snapshot, now);
  const entry = currentEntry(snapshot);
  return [
    [
      { at: 0, text: clock ? clockText(clock) : '-:--', style: 'bold' },
      { at: 9, text: `${faceWords(model).slice(0, 2).join(' ')}  ${lampWords(lamps)}` },
    ],
    [{ at: 0, text: entry ? talkWords(entry) : closedWords(snapshot) }],
  ];
}

/** `ON STAGE  3 of 12`, with what sets this talk apart from others. */
function headline(model: Model): string {
  const entry = currentEntry(model.snapshot);
  if (!entry) return 'THE SESSION IS OVER';
  const { talk, length, rules } = entry;
  const parts = [
    model.snapshot.stage.state === 'standby' ? 'NEXT' : 'ON STAGE',
    placeOf(model),
    `${formatDuration(length)} ${clean(rules)}`,
    ...(talk.silent === true ? ['no sound'] : []),
    ...(talk.noFlash === true ? ['no blinking'] : []),
  ];
  return parts.join('  ');
}

function placeOf({ snapshot }: Model): string {
  const entry = currentEntry(snapshot);
  const total = snapshot.entries.length;
  return entry ? `${String(snapshot.entries.indexOf(entry) + 1)} of ${String(total)}` : '';
}

function thenLine({ snapshot }: Model, at: number): Line {
  const next = nextEntry(snapshot);
  const last = currentEntry(snapshot) ? 'the last talk' : '';
  return [{ at, text: next ? `then ${talkWords(next)}` : last }];
}

/** Big digits, right-aligned in a field that is always the same width, and words beside them. */
function face(model: Model, at: number, size: DigitSize): Line[] {
  const { snapshot, now } = model;
  const clock = clockOf(snapshot, now);
  const entry = currentEntry(snapshot);
  const standing = entry ? formatDuration(entry.length) : '';
  const text = clock ? clockText(clock) : standing;
  const field = bigWidth(text.length > 5 || standing.length > 4 ? '+00:00' : '+0:00', size);
  const digits = text.length > 6 ? [text] : bigDigits(text, size);
  const from = at + Math.max(0, field - (text.length > 6 ? text.length : bigWidth(text, size)));
  const over = clock?.over === true;
  const overStyle = snapshot.stage.state === 'standby' ? 'amber' : 'red';
  const digitStyle = over ? overStyle : 'bold';
  const words = faceWords(model);
  return Array.from({ length: DIGIT_ROWS[size] }, (_, row): Line => {
    const word: Piece = { at: at + field + 3, text: words[row] ?? '' };
    return [
      { at: from, text: digits[row] ?? '', style: clock ? digitStyle : 'dim' },
      row === 0 || over ? { ...word, style: 'bold' } : word,
    ];
  });
}

/** The phase, what the clock counts, and what the operator ought to know about it. */
function faceWords(model: Model): string[] {
  const { snapshot, now, phase, practice } = model;
  const { state, granted } = snapshot.stage;
  const clock = clockOf(snapshot, now);
  const side = clock?.over === true ? 'over' : 'left';
  if (state === 'closed') return ['CLOSED', 'o opens it again'];
  if (!currentEntry(snapshot)) return ['NO LINEUP'];
  if (practice) return ['PRACTICE', clean(wordOf(phase))];
  if (!clock) return ['READY', 'space starts it'];
  if (state === 'standby') {
    // Nobody is late while the room reads of a pause.
    if (snapshot.messages.room === TECHNICAL_PAUSE)
      return ['CHANGEOVER', ...wrap('technical pause', 14)];
    const late = clock.over ? ['over', ...wrap('nobody has pressed start', 14)] : ['left'];
    return ['CHANGEOVER', ...late];
  }
  return [
    state === 'held' ? 'PAUSED' : clean(wordOf(phase)).toUpperCase(),
    side,
    granted === 0 ? '' : `${signed(granted)} ${granted < 0 ? 'taken away' : 'added'}`,
  ];
}
