/**
 * `GET /metrics` and `GET /healthz`: what anybody may see of a session, for machines that watch over it. No
 * names of people, and nothing that needs the token.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SessionView, Snapshot } from '../session/types.ts';
import { exposition } from './exposition.ts';
import { families, type Around } from './families.ts';
import { DATA_HEADERS, refuse, sendJson } from './reply.ts';

const OPEN = 'application/openmetrics-text';
const TYPES = {
  open: `${OPEN}; version=1.0.0; charset=utf-8`,
  text: 'text/plain; version=0.0.4; charset=utf-8',
} as const;

/** OpenMetrics; to whoever takes text alone, Prometheus' older form of the same. */
export function sendMetrics(
  { headers: { accept = OPEN } }: IncomingMessage,
  response: ServerResponse,
  session: SessionView,
  around: Around,
): void {
  const form = accept.includes('text/plain') && !accept.includes(OPEN) ? 'text' : 'open';
  const body = exposition(families(session, around), form);
  response.sendDate = false;
  response.writeHead(200, {
    ...DATA_HEADERS,
    'Content-Type': TYPES[form],
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** 200 while the light is true and the journal is written; else 503 with the reasons. */
export function sendHealth(response: ServerResponse, session: SessionView): void {
  const { light } = session.snapshot();
  const why = [
    light.reached ? LIGHT_TROUBLES[light.truth] : 'The light is out of reach.',
    session.measures().journal.written ? '' : 'The journal is not written: see the terminal.',
  ].filter((sentence) => sentence !== '');
  if (why.length === 0) sendJson(response, 200, { ok: true });
  else refuse(response, 503, why.join(' '), 'unwell');
}

const LIGHT_TROUBLES: Readonly<Record<Snapshot['light']['truth'], string>> = {
  sure: '',
  estimated: 'The podium restarted during a talk, and shows an estimate.',
  'power-lost': 'The podium lost its power, and waits for the next press.',
};
