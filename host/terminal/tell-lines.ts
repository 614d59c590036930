/** The lines above the help: how things stand with the light, messages, and what is being typed. */
import { MESSAGE_TO } from '../../protocol/message-texts.ts';
import type { Line } from './line.ts';
import type { Model, Typing } from './model.ts';
import { clean } from './clean.ts';
import { fit, widthOf, wrap } from './text.ts';
import { CURSOR } from './typed-line.ts';
import { lightWords } from './words.ts';

function statusLine({ snapshot, notes }: Model, width: number): Line {
  const { text, alert } = lightWords(snapshot.light, notes.unreachedSince);
  return [
    { at: 1, text, style: alert ? 'alert' : 'dim' },
    snapshot.muted
      ? { at: width - 15, text: ' SOUND MUTED ', style: 'alert' }
      : { at: width - 15, text: '     sound on', style: 'dim' },
  ];
}

export const warningLine = (text: string, width: number): Line => [
  { at: 0, text: fit(` ! ${clean(text)}`, width), style: 'alert' },
];

/** The computer slept, which a warning tells. */
export const sleptLine = ({ snapshot: { slept } }: Model): Line[] =>
  slept === true ? [[{ at: 3, text: 'z pauses the talk from when it slept', style: 'bold' }]] : [];

/** The lineup file was saved since it was read: what it says is offered, never taken by itself. */
export function offerLine({ snapshot: { offer } }: Model, width: number): Line[] {
  if (offer === undefined) return [];
  const saved = `the lineup file was saved: ${clean(offer)}`;
  return [
    [
      { at: 1, text: saved, style: 'amber' },
      { at: width - 15, text: '   r takes it', style: 'bold' },
    ],
  ];
}

/** What the speaker and the room are told now. */
export function toldLine({ snapshot: { messages } }: Model, width: number): Line[] {
  const told = MESSAGE_TO.flatMap((to) => {
    const text = messages[to];
    return text === undefined ? [] : [`to the ${to}: ${clean(text)}`];
  });
  if (told.length === 0) return [];
  return [
    [
      { at: 1, text: told.join(' · '), style: 'amber' },
      { at: width - 15, text: '  w changes it', style: 'bold' },
    ],
  ];
}

const typingOf = ({ lineup, telling }: Model['notes']): Typing | undefined =>
  telling?.typing ?? lineup?.typing;

/** How things stand with the light, and a message; a long one takes both lines while it is there. */
export function tellLines(model: Model, width: number): Line[] {
  const { snapshot, notes } = model;
  const { alert } = lightWords(snapshot.light, notes.unreachedSince);
  const typing = typingOf(notes);
  if (typing) {
    const told = notes.message !== undefined && !alert ? messageLine : statusLine;
    return [told(model, width), typingLine(typing, width)];
  }
  const lines = wrap(clean(notes.message ?? ''), Math.max(1, width - 2));
  const free = !alert && !snapshot.muted && notes.focused && notes.leaving !== true;
  if (lines.length < 2 || !free) return [statusLine(model, width), messageLine(model, width)];
  return lines.slice(0, 2).map((text): Line => [{ at: 1, text, style: 'bold' }]);
}

export const lowestLine = (model: Model, width: number): Line => {
  const typing = typingOf(model.notes);
  return typing ? typingLine(typing, width) : messageLine(model, width);
};

/** The line that is being typed, behind what is asked for. */
function typingLine({ prompt, line }: Typing, width: number): Line {
  const at = Math.min(prompt.length + 3, Math.floor(width / 2));
  const { before, after } = line.window(width - at - 1);
  const cursor = at + widthOf(before);
  return [
    { at: 1, text: `${prompt}:`, style: 'dim' },
    { at, text: before, style: 'bold' },
    { at: cursor, text: CURSOR, style: 'chosen' },
    { at: cursor + 1, text: after, style: 'bold' },
  ];
}

/** The most urgent thing to say to the operator. */
function messageLine({ notes, snapshot }: Model, width: number): Line {
  const bar = (text: string): Line => [{ at: 0, text: fit(` ${text}`, width), style: 'alert' }];
  if (notes.leaving === true) {
    const alone =
      snapshot.light.kind === 'podium'
        ? 'The light keeps going by itself.'
        : 'The light stops then.';
    const { state } = snapshot.stage;
    if (state === 'running' || state === 'held')
      return bar(`A talk is on: press again within 3 s to leave. ${alone}`);
    return bar('The session is not over: press again within 3 s to leave.');
  }
  if (!notes.focused) return bar('The keyboard is not here: click this window first.');
  return [{ at: 1, text: clean(notes.message ?? ''), style: 'bold' }];
}
