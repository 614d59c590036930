/** The operator's screen as lines of text: a pure function of the model and the size. */
import { drawHelp, helpLine } from './help.ts';
import { PLAIN, render, type Line, type Paint } from './line.ts';
import { drawList } from './list.ts';
import type { Model } from './model.ts';
import { drawPanel, PANEL_ROWS, type PanelSize } from './panel.ts';
import { clean, fit, widthOf } from './text.ts';
import { lightWords, roomWords, standingWords, timeOfDay } from './words.ts';

/** Wider, a talk and its status are too far apart to be read as one line. */
const WIDEST = 120;

/** Exactly `height` lines of at most `width` cells. Nothing changes its place while a talk is on. */
export function draw(model: Model, width: number, height: number, paint: Paint = PLAIN): string[] {
  const across = Math.max(1, Math.min(width, WIDEST));
  return arrange(model, across, height)
    .slice(0, Math.max(0, height))
    .map((line) => render(line, across, paint));
}

function arrange(model: Model, width: number, height: number): Line[] {
  const size = panelSize(width, height);
  const panel = drawPanel(model, size, width);
  const foot = [messageLine(model, width), helpLine(model)];
  if (size === 'tiny') return padded([...panel, ...foot], height);
  const warnings = model.snapshot.warnings.slice(0, 2).map((text) => warningLine(text, width));
  const top = size === 'small' ? [header(model, width)] : [header(model, width), rule(width)];
  const bottom = [...warnings, statusLine(model, width), ...foot];
  const rows = Math.max(0, height - top.length - PANEL_ROWS[size] - 1 - bottom.length);
  const middle = model.notes.help ? drawHelp(rows, width) : drawList(model, rows, width);
  return [...top, ...panel, planLine(model, width), ...middle, ...bottom];
}

function panelSize(width: number, height: number): PanelSize {
  if (width >= 110 && height >= 34) return 'large';
  if (width >= 70 && height >= 21) return 'medium';
  return width >= 44 && height >= 12 ? 'small' : 'tiny';
}

const padded = (lines: readonly Line[], height: number): Line[] =>
  Array.from({ length: height }, (_, row) => lines[row] ?? []);

function header({ snapshot, wall }: Model, width: number): Line {
  return [
    { at: 1, text: clean(snapshot.name ?? 'Claplight'), style: 'bold' },
    { at: width - 7, text: `  ${timeOfDay(wall)}` },
  ];
}

const rule = (width: number): Line => [{ at: 0, text: '─'.repeat(width), style: 'dim' }];

/** `── 3 min behind ── ends 15:14 ── room free by 15:10: …`, its parts at fixed columns. */
function planLine(model: Model, width: number): Line {
  const { plan, snapshot } = model;
  const ends = snapshot.stage.state === 'closed' ? '' : ` ends ${timeOfDay(plan.end)} `;
  const room = roomWords(model);
  const fits = plan.over === 0;
  return [
    { at: 0, text: '──', style: 'dim' },
    { at: 2, text: ` ${standingWords(model)} ` },
    { at: 19, text: '──', style: 'dim' },
    { at: 21, text: ends === '' ? '─'.repeat(12) : ends, style: ends === '' ? 'dim' : undefined },
    { at: 33, text: '──', style: 'dim' },
    { at: 35, text: room === '' ? '' : ` ${room} `, style: fits ? undefined : 'bold' },
    ...(room === '' || widthOf(room) + 37 < width ? tail(35 + widthOf(room) + 2, width) : []),
  ];
}

const tail = (at: number, width: number): Line => [
  { at, text: '─'.repeat(Math.max(0, width - at)), style: 'dim' },
];

function statusLine({ snapshot, notes }: Model, width: number): Line {
  const { text, alert } = lightWords(snapshot.light, notes.unreachedSince);
  return [
    { at: 1, text, style: alert ? 'alert' : 'dim' },
    snapshot.muted
      ? { at: width - 14, text: ' SOUND MUTED ', style: 'alert' }
      : { at: width - 14, text: '     sound on', style: 'dim' },
  ];
}

const warningLine = (text: string, width: number): Line => [
  { at: 0, text: fit(` ! ${clean(text)}`, width), style: 'alert' },
];

/** The most urgent thing to say to the operator. */
function messageLine({ notes, snapshot }: Model, width: number): Line {
  const bar = (text: string): Line => [{ at: 0, text: fit(` ${text}`, width), style: 'alert' }];
  if (notes.leaving === true) {
    const alone =
      snapshot.light.kind === 'podium' ? 'the light goes on by itself' : 'the light stops';
    return bar(`A talk is on. Once more within 3 s leaves; ${alone}.`);
  }
  if (!notes.focused)
    return bar('The keyboard is elsewhere: click into this window to press keys here.');
  return [{ at: 1, text: clean(notes.message ?? ''), style: 'bold' }];
}
