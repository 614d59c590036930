/**
 * `POST /api/paste`: reads a list and says what was understood of it. Only with `take` it changes the lineup,
 * by the same door as every other edit.
 */
import type { PastedReport, PastedRequest } from '../lineup/pasted-list.ts';
import { sizeOf } from '../system/bytes.ts';
import type { PasteDocument } from '../page/document.ts';
import { standingOf } from '../session/pasted-talks.ts';
import type { Answer, SessionView, Snapshot } from '../session/types.ts';
import { requestOf, revOf } from '../session/written-wishes.ts';
import { BodyProblem, type Body } from './body.ts';

/** Of the text alone, in bytes. */
const LARGEST_TEXT = 64 * 1024;
/** Of the request: JSON writes a line's end as two characters, and has a little besides. */
export const LARGEST_PASTE = 2 * LARGEST_TEXT;

const TAKES = ['add', 'replace'] as const;

/** Reads lists; gives undefined where too many wait already. */
export interface ListReader {
  read(request: PastedRequest): Promise<PastedReport | undefined>;
}

export class Pasting {
  readonly #reader: ListReader;

  constructor(reader: ListReader) {
    this.#reader = reader;
  }

  /** Throws BodyProblem or WishProblem for what is not understood. */
  async answer(session: SessionView, body: Body): Promise<Answer | PasteDocument> {
    const text = textOf(body);
    const { swap = false, take } = body;
    if (typeof swap !== 'boolean') throw new BodyProblem(400, '"swap" is true or false.');
    const how = TAKES.find((one) => one === take);
    if (take !== undefined && !how) throw new BodyProblem(400, '"take" is "add" or "replace".');
    const [rev, request] = [revOf(body), requestOf(body)];
    const read = await this.#reader.read({ text, swap });
    if (!read)
      return { ok: false, code: 'busy', sentence: 'Another list is being read: try again.' };
    if ('problem' in read) throw new BodyProblem(400, read.problem);
    const { talks, doubts } = read.list;
    if (how === undefined) return understood(session.snapshot(), talks, doubts);
    return session.edit({ type: 'paste', talks, replace: how === 'replace' }, rev, 'web', request);
  }
}

function textOf({ text }: Body): string {
  if (typeof text !== 'string' || text.trim() === '')
    throw new BodyProblem(400, 'Paste a list first: one talk per line, "Speaker - Title".');
  if (sizeOf(text) <= LARGEST_TEXT) return text;
  throw new BodyProblem(413, `A list has at most ${String(LARGEST_TEXT / 1024)} kB.`);
}

function understood(
  snapshot: Snapshot,
  talks: Parameters<typeof standingOf>[0],
  doubts: readonly string[],
): PasteDocument {
  const { here, toCome } = standingOf(talks, snapshot);
  return {
    ok: true,
    rev: snapshot.stage.rev,
    talks: talks.map(({ speaker, title, duration }, i) => ({
      speaker,
      title,
      length: duration ?? null,
      here: here[i] ?? 'no',
    })),
    doubts,
    toCome,
  };
}
