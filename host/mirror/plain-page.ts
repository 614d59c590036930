/**
 * The plain page: everything is written by the server, and nothing modern is needed to read it. Old
 * televisions and browsers that cannot run the mirror come here by themselves.
 */
import type { ServerResponse } from 'node:http';
import type { MessageTo } from '../../protocol/message-texts.ts';
import { wordsIn } from '../../protocol/words/languages.ts';
import { messageIn, wordOf, type Words } from '../../protocol/words/words.ts';
import { escapedHtml } from '../system/html.ts';
import { pageHeaders } from './reply.ts';
import type { StateDocument } from '../session/state-document.ts';

/** Screens on the stage, and a light on a wall, tell the speaker; all others tell the room. */
const forWhom = (view: string | null): MessageTo =>
  view === 'digits' || view === 'light' ? 'speaker' : 'room';

/** What the script that keeps the page fresh reads, besides the JSON of `/api/state`. */
const scriptWords = (
  { phases, lamps, messages, first, next, lost }: Words,
  to: MessageTo,
): string => JSON.stringify({ phases, lamps, messages, first, next, lost, to });

function plainPage(state: StateDocument, lang: string, words: Words, to: MessageTo): string {
  const { signal, text, over, speaker, title, state: stage, messages } = state;
  const counts = stage === 'running' || stage === 'held';
  const who = [speaker, title].filter((part) => part !== null && part !== '').join(': ');
  const names: Readonly<Record<string, string>> = words.lamps;
  const lamps = signal.lamps.map((lamp) => names[lamp] ?? lamp).join(' + ');
  const lead = stage === 'standby' ? `${state.talk === 0 ? words.first : words.next}: ` : '';
  const told = messages[to];
  return `<!doctype html>
<html lang="${lang}" dir="${words.dir}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<noscript><meta http-equiv="refresh" content="2"></noscript>
<title>Claplight</title>
<link rel="stylesheet" href="/static/plain.css">
<body data-words="${escapedHtml(scriptWords(words, to))}">
<p id="phase">${escapedHtml(wordOf(signal.phase, words))} (${lamps || words.lamps.dark})</p>
<h1 id="digits" dir="ltr">${counts ? `${over ? '+' : ''}${text}` : ''}</h1>
<p id="who">${escapedHtml(lead + who)}</p>
<p id="told" dir="auto">${told === undefined ? '' : escapedHtml(messageIn(told, words))}</p>
<p id="link"></p>
<p id="sleep-note">This screen may go to sleep: set it to stay on.</p>
<script type="module" src="/page/plain-awake.js"></script>
<script src="/static/plain-page.js"></script>
</html>
`;
}

/** `query`: what the address asks for, of which `lang` beats the session's language, and `view`. */
export async function sendPlain(
  response: ServerResponse,
  state: StateDocument,
  query: URLSearchParams,
  usual: string,
): Promise<void> {
  const { lang, words } = await wordsIn(query.get('lang') ?? usual);
  const body = plainPage(state, lang, words, forWhom(query.get('view')));
  response.writeHead(200, {
    ...pageHeaders(),
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(body);
}
