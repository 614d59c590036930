/** The session from the server that the page came from; or from elsewhere, where the page is told so first. */
import type { AnswerDocument, TimeDocument } from './document.ts';
import { ofRoom } from './room-address.ts';
import { Denied, type Source } from './source.ts';

const fromServer: Source = {
  async *events(headers, signal) {
    const response = await fetch(ofRoom('/api/events'), {
      headers,
      signal,
      credentials: 'omit',
      cache: 'no-store',
    });
    if (response.status === 401) throw new Denied();
    if (!response.ok || !response.body) return;
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let rest = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const events = (rest + decoder.decode(value, { stream: true })).split('\n\n');
      rest = events.pop() ?? '';
      yield events.map((event) => JSON.parse(event.replace(/^data:/, '')) as unknown);
    }
  },

  async time(signal) {
    performance.clearResourceTimings();
    const sent = performance.now();
    const response = await fetch(ofRoom('/api/time'), {
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
    const received = performance.now();
    if (!response.ok) return undefined;
    const answer = (await response.json()) as TimeDocument;
    return [answer, { ...onTheWire(sent, received), session: answer.now }];
  },

  async press(command, body, headers, signal) {
    const response = await fetch(`/api/${command}`, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal,
      credentials: 'omit',
    });
    return (await response.json()) as AnswerDocument;
  },
};

/** The browser's own record of the trip is closer than ours, which includes waits in this page. */
function onTheWire(sent: number, received: number): { sent: number; received: number } {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const own = entries.find(
    ({ name, requestStart }) => name.endsWith(ofRoom('/api/time')) && requestStart >= sent - 1,
  );
  if (!own || own.responseStart <= own.requestStart || own.responseStart > received)
    return { sent, received };
  return { sent: own.requestStart, received: own.responseStart };
}

let chosen = fromServer;

/** Where this page has its session from. */
export const pageSource = (): Source => chosen;

/** To be called before the page opens its link. */
export function readFrom(source: Source): void {
  chosen = source;
}
