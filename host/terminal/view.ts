/** The operator's screen as lines of text: a pure function of the model and the size. */
import { drawAbout, drawHelp, helpLine } from './help.ts';
import { PLAIN, render, type Line, type Paint, type Piece } from './line.ts';
import { drawList } from './list.ts';
import type { Model, PhoneCode } from './model.ts';
import {
  lowestLine,
  offerLine,
  sleptLine,
  tellLines,
  toldLine,
  warningLine,
} from './tell-lines.ts';
import { drawPanel, type PanelSize } from './panel.ts';
import { clean } from './clean.ts';
import { clip, widthOf } from './text.ts';
import { roomWords, standingWords } from './words.ts';
import { HOUR_WIDTH, hourOf } from '../system/time-of-day.ts';

/** More than this nobody reads at once. */
const WIDEST = 240;
/** So wide, every key stands beside the light, from this column on. */
const WITH_KEYS = 172;
const KEYS_AT = 112;

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
  const panel = withKeys(drawPanel(model, size, width), model, width);
  const help = helpLine(model, width);
  if (size === 'tiny') {
    const rows = Math.max(0, height - panel.length - 2);
    return [...panel, ...middle(model, rows, width), lowestLine(model, width), help];
  }
  const warnings = model.snapshot.warnings.slice(0, 2).map((text) => warningLine(text, width));
  const top = [header(model, width), ...panel, planLine(model, width)];
  const bottom = [
    ...warnings,
    ...sleptLine(model),
    ...offerLine(model, width),
    ...toldLine(model, width),
    ...tellLines(model, width),
    help,
  ];
  const rows = Math.max(0, height - top.length - bottom.length);
  return [...top, ...middle(model, rows, width), ...bottom];
}

function withKeys(panel: readonly Line[], model: Model, width: number): Line[] {
  if (width < WITH_KEYS || model.notes.overlay === 'help') return [...panel];
  const keys = drawHelp(model, panel.length, width - KEYS_AT);
  const beside = KEYS_AT - 2;
  return panel.map((line, row) => [
    // A long title ends before the keys begin.
    ...line.map((piece) => ({ ...piece, text: clip(piece.text, beside - piece.at) })),
    ...(keys[row] ?? []).map((piece) => ({ ...piece, at: piece.at + KEYS_AT })),
  ]);
}

const middle = (model: Model, rows: number, width: number): Line[] =>
  model.notes.overlay ? overlay(model, rows, width) : drawList(model, rows, width);

const overlay = (model: Model, rows: number, width: number): Line[] =>
  model.notes.overlay === 'help'
    ? drawHelp(model, rows, width)
    : drawAbout(model.notes.about, rows, width);

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

/** Help needs room: on a small screen it takes some of the panel's. */
function panelSize(width: number, height: number, help: boolean): PanelSize {
  if (width >= 110 && height >= 34) return 'large';
  if (width >= 70 && height >= (help ? 27 : 21)) return 'medium';
  return width >= 44 && height >= (help ? 20 : 12) ? 'small' : 'tiny';
}

/** `── Lightning talks, day 1 ──── 192.168.1.7:4114/screens ── 14:03 ──` */
function header({ snapshot, wall, notes }: Model, width: number): Line {
  const hourAt = width - HOUR_WIDTH - 4;
  const address = clean(notes.screens ?? '');
  const addressAt = hourAt - widthOf(address) - 4;
  // The name is known; where the screens are is not.
  const room = address !== '' && addressAt >= LEAST_NAME;
  const name = clip(clean(snapshot.name ?? 'Claplight'), (room ? addressAt : hourAt) - 9);
  return ruled(width, [
    { at: 2, text: name, style: 'bold' },
    { at: addressAt, text: room ? address : '' },
    { at: hourAt, text: hourOf(wall).padStart(HOUR_WIDTH) },
  ]);
}

const LEAST_NAME = 18;

/** `── 3 min behind ─── ends 15:14 ── until 15:10: …`, its parts at fixed columns. */
function planLine(model: Model, width: number): Line {
  const { plan, snapshot } = model;
  const narrow = width < 70;
  const endsAt = narrow ? 17 : 22;
  const roomAt = narrow ? endsAt + HOUR_WIDTH + 7 : 38;
  const room = roomWords(model, width - roomAt - 2);
  const closed = snapshot.stage.state === 'closed';
  return ruled(width, [
    { at: 2, text: standingWords(model) },
    { at: endsAt, text: closed ? '' : `ends ${hourOf(plan.end).padStart(HOUR_WIDTH)}` },
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
