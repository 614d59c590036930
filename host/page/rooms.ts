/** All rooms of an event: cards in the order in which they need somebody, each played by the mirror's own player. */
import { byUrgency, looksText } from '../../protocol/rooms.ts';
import type { RoomDocument, RoomsDocument } from './document.ts';
import { part, setText } from './draw.ts';
import { PageToken } from './page-token.ts';
import { RoomAlerts } from './room-alerts.ts';
import { answer } from './room-answer.ts';
import { openRoomButtons } from './room-buttons.ts';
import { RoomCard } from './room-card.ts';
import { Link } from './session-link.ts';
import { SILENCE } from './stream.ts';

/** In hidden tabs frames stop; alerts must not. In ms. */
const LOOK = 250;
/** What a card has: lines, and letters in one, in its own font; what is round it, in px. */
const LINES = 9;
const LETTERS = 10;
const GAP = 8;
const PADDING = 18;
/** In px: smaller letters cannot be read, larger ones tell no more. */
const LEAST = 11;
const MOST = 48;
/** On screens so narrow, in px, letters that can be read need columns of their own, and the list scrolls. */
const PHONE = 600;
const SMALL_PHONE = 360;
const READABLE = 22;

const token = new PageToken();
const cards = new Map<string, RoomCard>();
const list = part('rooms');
const template = part('card') as HTMLTemplateElement;
const less = matchMedia('(prefers-reduced-motion: reduce)');
const alerts = new RoomAlerts();
let order = '';

const link: Link<RoomsDocument> = new Link<RoomsDocument>({
  headers: () => token.headers,
  changed: () => {
    follow();
  },
  denied: () => {
    token.take(undefined);
    link.open();
  },
});

const roomsOf = (all: RoomsDocument): RoomDocument[] =>
  Object.entries(all).flatMap(([key, value]) =>
    key.startsWith('room:') ? [value as RoomDocument] : [],
  );

/** Takes what is new into the cards. */
function follow(): void {
  const { session } = link;
  if (!session) return;
  const control = session.control && token.value !== undefined;
  let added = false;
  for (const room of roomsOf(session)) {
    const card = cards.get(room.id);
    if (card?.room === room) continue;
    if (card) {
      card.room = room;
      card.due = 0;
      continue;
    }
    const made = new RoomCard(room, template, control);
    cards.set(room.id, made);
    list.append(made.element);
    added = true;
  }
  setText(part('event'), session.event);
  if (session.control && token.value === undefined && part('answer').textContent === '')
    answer('To press buttons here, press i in the terminal for a link.', Infinity);
  setText(part('trouble'), session.trouble === null ? '' : `${session.trouble}.`);
  part('trouble').hidden = session.trouble === null;
  if (added) fit();
  draw();
}

/** So many columns that all rooms fit on the screen, with letters as large as they can be; on a phone two, or one. */
function fit(): void {
  const { clientWidth, clientHeight } = part('main');
  const phone = clientWidth < PHONE;
  const height = phone ? Infinity : Math.max(200, clientHeight);
  const tall = LINES + (link.session?.control === true && token.value !== undefined ? 3 : 0);
  const columnsAtMost = clientWidth < SMALL_PHONE ? 1 : phone ? 2 : cards.size;
  let best = { columns: 1, font: 0 };
  for (let columns = 1; columns <= Math.max(1, columnsAtMost); columns++) {
    const rows = Math.ceil(cards.size / columns);
    const wide = clientWidth / columns - GAP - PADDING;
    const font = Math.min(wide / LETTERS, (height / rows - GAP - PADDING) / tall);
    if (font > best.font || phone) best = { columns, font };
  }
  const most = cards.size === 1 ? Infinity : phone ? READABLE : MOST;
  list.style.setProperty('--columns', String(best.columns));
  list.style.setProperty('--font', `${String(Math.max(LEAST, Math.min(best.font, most)))}px`);
}

function draw(): void {
  link.notice();
  const local = performance.now();
  const now = link.doubtful ? undefined : link.clock.at(local);
  const heard = now !== undefined && local - link.heard.lastByte < SILENCE;
  for (const card of cards.values())
    if (!heard || card.due <= now) card.draw(now ?? 0, heard, less.matches);
}

/** Who stands where, and what is worth an alarm. */
function look(): void {
  draw();
  const standings = [...cards.values()].map(({ standing }) => standing).sort(byUrgency);
  const wanted = standings.map(({ id }) => id).join();
  // A card that moves while somebody presses its button is worse than one that stands too low.
  if (wanted !== order && !list.contains(document.activeElement)) {
    order = wanted;
    for (const { id } of standings) {
      const element = cards.get(id)?.element;
      if (element) list.append(element);
    }
  }
  const rooms = cards.size === 1 ? '1 room' : `${String(cards.size)} rooms`;
  const parts = [rooms, looksText(standings)].filter((one) => one !== '');
  setText(part('summary'), link.session ? parts.join(' · ') : 'Connecting…');
  if (link.session && !link.doubtful) alerts.look(standings);
}

function frame(): void {
  draw();
  requestAnimationFrame(frame);
}

openRoomButtons(token, (id) => cards.get(id)?.room);
addEventListener('resize', fit);
setInterval(look, LOOK);
requestAnimationFrame(frame);
void token.enter().then((sentence) => {
  if (sentence !== undefined) answer(sentence, Infinity);
  link.open();
});
