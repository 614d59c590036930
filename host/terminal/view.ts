/** The operator's screen as lines of text: a pure function of the model and the size. */
import { drawAbout, drawHelp, helpLine } from './help.ts';
import { PLAIN, render, type Line, type Paint, type Piece } from './line.ts';
import { drawList } from './list.ts';
import type { Model, PhoneCode } from './model.ts';
import { drawPanel, type PanelSize } from './panel.ts';
import { clean, clip, fit, widthOf, wrap } from './text.ts';
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
  const { code } = model.notes;
  if (code) return drawCode(code, width, height);
  const size = panelSize(width, height, model.notes.overlay === 'help');
  const panel = drawPanel(model, size, width);
  const help = helpLine(model, width);
  if (size === 'tiny') {
    const rows = Math.max(0, height - panel.length - 2);
    return [...panel, ...middle(model, rows, width), messageLine(model, width), help];
  }
  const warnings = model.snapshot.warnings.slice(0, 2).map((text) => warningLine(text, width));
  const top = [header(model, width), ...panel, planLine(model, width)];
  const bottom = [...warnings, ...offerLine(model, width), ...tellLines(model, width), help];
  const rows = Math.max(0, height - top.length - bottom.length);
  return [...top, ...middle(model, rows, width), ...bottom];
}

const middle = (model: Model, rows: number, width: number): Line[] =>
  model.notes.overlay ? overlay(model, rows, width) : drawList(model, rows, width);

const overlay = ({ notes }: Model, rows: number, width: number): Line[] =>
  notes.overlay === 'help' ? drawHelp(rows, width) : drawAbout(notes.about, rows, width);

/** The code and its caption in the middle; on a screen too small for it, the caption says so. */
function drawCode({ lines, caption }: PhoneCode, width: number, height: number): Line[] {
  const room = lines.length < height && widthOf(lines[0] ?? '') <= width;
  const shown = room ? [...lines, caption] : ['Make this window larger to see the code.'];
  return Array.from({ length: height }, (_, row) => {
    const text = shown[row] ?? '';
    const at = Math.max(0, Math.floor((width - widthOf(text)) / 2));
    return [{ at, text: clip(text, width) }];
  });
}

/** Help needs room: on a small screen it takes that of the panel. */
function panelSize(width: number, height: number, help: boolean): PanelSize {
  if (width >= 110 && height >= 34) return 'large';
  if (width >= 70 && height >= 21) return 'medium';
  return width >= 44 && height >= 12 && !help ? 'small' : 'tiny';
}

/** `── Lightning talks, day 1 ──────── 14:03 ──` */
function header({ snapshot, wall }: Model, width: number): Line {
  const name = clip(clean(snapshot.name ?? 'Claplight'), width - 18);
  return ruled(width, [
    { at: 2, text: name, style: 'bold' },
    { at: width - 9, text: timeOfDay(wall) },
  ]);
}

/** `── 3 min behind ─── ends 15:14 ── until 15:10: …`, its parts at fixed columns. */
function planLine(model: Model, width: number): Line {
  const { plan, snapshot } = model;
  const [endsAt, roomAt] = width < 70 ? [17, 29] : [22, 38];
  const room = roomWords(model, width - roomAt - 2);
  const closed = snapshot.stage.state === 'closed';
  return ruled(width, [
    { at: 2, text: standingWords(model) },
    { at: endsAt, text: closed ? '' : `ends ${timeOfDay(plan.end)}` },
    { at: roomAt, text: room, style: plan.over > 0 ? 'amber' : undefined },
  ]);
}

/** A rule across the screen with texts in it, each in its place. */
function ruled(width: number, texts: readonly Piece[]): Line {
  const shown = texts.filter(({ text }) => text !== '');
  const gaps = [0, ...shown.map(({ at, text }) => at + widthOf(text) + 2)];
  return gaps.flatMap((from, i): Line => {
    const piece = shown[i];
    const dashes = '─'.repeat(Math.max(0, (piece?.at ?? width) - from));
    const rule = { at: from, text: dashes, style: 'dim' as const };
    return piece ? [rule, { ...piece, at: piece.at, text: ` ${piece.text} ` }] : [rule];
  });
}

function statusLine({ snapshot, notes }: Model, width: number): Line {
  const { text, alert } = lightWords(snapshot.light, notes.unreachedSince);
  return [
    { at: 1, text, style: alert ? 'alert' : 'dim' },
    snapshot.muted
      ? { at: width - 15, text: ' SOUND MUTED ', style: 'alert' }
      : { at: width - 15, text: '     sound on', style: 'dim' },
  ];
}

const warningLine = (text: string, width: number): Line => [
  { at: 0, text: fit(` ! ${clean(text)}`, width), style: 'alert' },
];

/** The lineup file was saved since it was read: what it says is offered, never taken by itself. */
function offerLine({ snapshot: { offer } }: Model, width: number): Line[] {
  if (offer === undefined) return [];
  const saved = `the lineup file was saved: ${clean(offer)}`;
  return [
    [
      { at: 1, text: saved, style: 'amber' },
      { at: width - 15, text: '   L takes it', style: 'bold' },
    ],
  ];
}

/** How things stand with the light, and a message; a long one takes both lines while it is there. */
function tellLines(model: Model, width: number): Line[] {
  const { snapshot, notes } = model;
  const { alert } = lightWords(snapshot.light, notes.unreachedSince);
  const lines = wrap(clean(notes.message ?? ''), Math.max(1, width - 2));
  const free = !alert && !snapshot.muted && notes.focused && notes.leaving !== true;
  if (lines.length < 2 || !free) return [statusLine(model, width), messageLine(model, width)];
  return lines.slice(0, 2).map((text): Line => [{ at: 1, text, style: 'bold' }]);
}

/** The most urgent thing to say to the operator. */
function messageLine({ notes, snapshot }: Model, width: number): Line {
  const bar = (text: string): Line => [{ at: 0, text: fit(` ${text}`, width), style: 'alert' }];
  if (notes.leaving === true) {
    const alone =
      snapshot.light.kind === 'podium' ? 'The light goes on by itself.' : 'The light stops then.';
    return bar(`A talk is on: press again within 3 s to leave. ${alone}`);
  }
  if (!notes.focused) return bar('The keyboard is not here: click this window first.');
  return [{ at: 1, text: clean(notes.message ?? ''), style: 'bold' }];
}
