/** The frames that read the session: each gets what a page gets of the server, over a port of its own. */
import type { AnswerDocument } from '../../../host/page/document.ts';
import { NAME, reportOf } from '../../../host/lineup/pasted-list.ts';
import { readTyped } from '../../../host/lineup/read-written.ts';
import { BodyProblem, type Body } from '../../../host/mirror/body.ts';
import { COMMANDS } from '../../../host/mirror/commands.ts';
import { operatorDocument } from '../../../host/mirror/documents.ts';
import { Pasting } from '../../../host/mirror/pasting.ts';
import { ReaderDocument } from '../../../host/mirror/readers.ts';
import { publicDocument } from '../../../host/session/public-document.ts';
import type { SessionClock } from '../../../host/session/session-clock.ts';
import type { SessionView } from '../../../host/session/types.ts';
import { WishProblem } from '../../../host/session/written-wishes.ts';
import type { Answered, Asked, Reader } from './messages.ts';

/** As often as the server, in ms; every so many the operator's plan is looked at again. */
const HEARTBEAT = 2000;
const PLAN_BEATS = 5;

/** This worker is nobody's clock but the visitor's own: here no list needs a thread to itself. */
const pasting = new Pasting({
  read: (request) => Promise.resolve(reportOf(request, () => readTyped(NAME, request.text))),
});

interface Frame {
  readonly port: MessagePort;
  readonly reader: Reader;
  /** The stream that it hears; 0 before it has opened one. */
  stream: number;
}

export class Readers {
  readonly #frames: Frame[] = [];
  #session: SessionView | undefined;
  #clock: SessionClock | undefined;
  #documents = { public: new ReaderDocument(), operator: new ReaderDocument() };
  #stop: () => void = () => undefined;
  #beats = 0;

  constructor() {
    setInterval(() => {
      this.#beat();
    }, HEARTBEAT);
  }

  add(port: MessagePort, reader: Reader): void {
    const frame: Frame = { port, reader, stream: 0 };
    this.#frames.push(frame);
    port.onmessage = ({ data }: MessageEvent<Asked>) => {
      void this.#asked(frame, data);
    };
  }

  /** From now on this session is read; frames come again by themselves. */
  follow(session: SessionView, clock: SessionClock): void {
    this.end();
    this.#session = session;
    this.#clock = clock;
    this.#documents = { public: new ReaderDocument(), operator: new ReaderDocument() };
    this.#stop = session.onChange(() => {
      this.changed();
    });
  }

  /** There is no session to read. */
  end(): void {
    this.#stop();
    this.#session = this.#clock = undefined;
    for (const frame of this.#frames) {
      frame.stream = 0;
      say(frame, { type: 'ended' });
    }
  }

  /** Tells what is different. */
  changed(): void {
    for (const reader of ['public', 'operator'] as const) {
      const json = this.#update(reader);
      if (json !== undefined) this.#tell(reader, json);
    }
  }

  #update(reader: Reader): string | undefined {
    const [session, clock] = [this.#session, this.#clock];
    if (!session || !clock) return undefined;
    const snapshot = session.snapshot();
    const base = publicDocument(snapshot, clock.read().name, clock.speed);
    const whole =
      reader === 'public' ? base : operatorDocument(base, snapshot, session.plan(), dayHere());
    return this.#documents[reader].update(whole);
  }

  #tell(reader: Reader, json: string): void {
    for (const frame of this.#frames)
      if (frame.reader === reader && frame.stream > 0)
        say(frame, { type: 'event', stream: frame.stream, json });
  }

  #beat(): void {
    const [session, clock] = [this.#session, this.#clock];
    if (!session || !clock) return;
    this.#beats += 1;
    const corrected = clock.corrected();
    if (this.#beats % PLAN_BEATS === 0 || corrected) this.changed();
    for (const reader of ['public', 'operator'] as const) {
      // Nothing that changed: look at the time again.
      if (corrected) this.#tell(reader, '{}');
      this.#tell(reader, String(session.snapshot().stage.rev));
    }
  }

  async #asked(frame: Frame, asked: Asked): Promise<void> {
    const [session, clock] = [this.#session, this.#clock];
    if (!session || !clock) {
      if (asked.type === 'open') say(frame, { type: 'ended' });
      return;
    }
    if (asked.type === 'open') {
      this.changed();
      frame.stream = asked.stream;
      const json = this.#documents[frame.reader].first(clock.read().now);
      say(frame, { type: 'event', stream: asked.stream, json });
      return;
    }
    const { id } = asked;
    if (asked.type === 'time') {
      const { name, now } = clock.read();
      const answer = { clock: name, now, rev: session.snapshot().stage.rev };
      say(frame, { type: 'answer', id, answer });
    } else if (frame.reader === 'operator') {
      const answer = await pressed(session, asked.command, asked.body as Body);
      say(frame, { type: 'answer', id, answer });
    }
  }
}

function say(frame: Frame, answered: Answered): void {
  frame.port.postMessage(answered);
}

async function pressed(session: SessionView, command: string, body: Body): Promise<AnswerDocument> {
  const run = COMMANDS.get(command);
  try {
    if (command === 'paste') return await pasting.answer(session, body);
    if (run) return await run(session, body);
    return { ok: false, code: 'none', sentence: 'There is no such command here.' };
  } catch (error) {
    if (!(error instanceof BodyProblem || error instanceof WishProblem)) throw error;
    const field = error instanceof BodyProblem ? error.field : undefined;
    return {
      ok: false,
      code: 'bad-request',
      sentence: error.message,
      ...(field === undefined ? {} : { field }),
    };
  }
}

/** How this browser tells the time of day. */
function dayHere(): { readonly hours: 24 | 12; readonly offset: number } {
  const { hour12 } = new Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions();
  return { hours: hour12 === true ? 12 : 24, offset: -new Date().getTimezoneOffset() };
}
