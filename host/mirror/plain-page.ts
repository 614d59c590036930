/**
 * The plain page: everything is written by the server, and nothing modern is needed to read it. Old
 * televisions and browsers that cannot run the mirror come here by themselves.
 */
import type { ServerResponse } from 'node:http';
import { escapedHtml } from '../system/html.ts';
import { PAGE_HEADERS } from './reply.ts';
import type { StateDocument } from '../session/state-document.ts';

/** What is said of a state: shared with the script that keeps the page fresh, which reads the JSON. */
function plainPage(state: StateDocument): string {
  const { signal, text, over, speaker, title, state: stage } = state;
  const counts = stage === 'running' || stage === 'held';
  const who = [speaker, title].filter((part) => part !== null && part !== '').join(': ');
  const lamps = signal.lamps.length === 0 ? 'dark' : signal.lamps.join(' + ');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<noscript><meta http-equiv="refresh" content="2"></noscript>
<title>Claplight</title>
<link rel="stylesheet" href="/static/plain.css">
<p id="phase">${escapedHtml(signal.phase.replaceAll('-', ' '))} (${lamps})</p>
<h1 id="digits">${counts ? `${over ? '+' : ''}${text}` : ''}</h1>
<p id="who">${stage === 'standby' ? 'next: ' : ''}${escapedHtml(who)}</p>
<p id="link"></p>
<p id="sleep-note">This screen may go to sleep: set it to stay on.</p>
<script type="module" src="/page/plain-awake.js"></script>
<script src="/static/plain-page.js"></script>
</html>
`;
}

export function sendPlain(response: ServerResponse, state: StateDocument): void {
  const body = plainPage(state);
  response.writeHead(200, {
    ...PAGE_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}
