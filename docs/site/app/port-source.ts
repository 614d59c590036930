/** The session in this browser, for a page in a frame: the page's Source, over a port to the worker. */
import type { AnswerDocument, TimeDocument } from '../../../host/page/document.ts';
import type { Source } from '../../../host/page/source.ts';
import type { Answered, Asked, Reader } from './messages.ts';

/** A port to the worker, by way of the page that this one is a frame of. */
export function sourceFromParent(reader: Reader): Source {
  const { port1, port2 } = new MessageChannel();
  parent.postMessage({ type: 'reader', reader }, location.origin, [port2]);
  return sourceOn(port1);
}

interface Stream {
  readonly number: number;
  events: unknown[];
  ended: boolean;
  wake: () => void;
}

function sourceOn(port: MessagePort): Source {
  const answers = new Map<number, (answer: never) => void>();
  let stream: Stream | undefined;
  let opened = 0;
  let asked = 0;
  const say = (what: Asked): void => {
    port.postMessage(what);
  };
  port.onmessage = ({ data }: MessageEvent<Answered>) => {
    if (data.type === 'answer') answers.get(data.id)?.(data.answer as never);
    else if (data.type === 'ended') end(stream);
    else if (data.stream === stream?.number) {
      stream.events.push(JSON.parse(data.json));
      stream.wake();
    }
  };
  const ask = <T>(what: (id: number) => Asked, signal: AbortSignal): Promise<T> => {
    const id = ++asked;
    return new Promise<T>((resolve, reject) => {
      answers.set(id, resolve);
      signal.addEventListener('abort', () => {
        reject(new Error('no answer came'));
      });
      say(what(id));
    }).finally(() => answers.delete(id));
  };
  return {
    async *events(_, signal) {
      end(stream);
      const own: Stream = { number: ++opened, events: [], ended: false, wake: () => undefined };
      stream = own;
      signal.addEventListener('abort', () => {
        end(own);
      });
      say({ type: 'open', stream: own.number });
      for (;;) {
        if (own.ended) return;
        if (own.events.length === 0)
          await new Promise<void>((resolve) => {
            own.wake = resolve;
          });
        const events = own.events;
        own.events = [];
        if (events.length > 0) yield events;
      }
    },

    async time(signal) {
      const sent = performance.now();
      const answer = await ask<TimeDocument>((id) => ({ type: 'time', id }), signal);
      return [answer, { sent, received: performance.now(), session: answer.now }];
    },

    press: (command, body, _, signal) =>
      ask<AnswerDocument>((id) => ({ type: 'press', id, command, body }), signal),
  };
}

function end(stream: Stream | undefined): void {
  if (!stream) return;
  stream.ended = true;
  stream.wake();
}
