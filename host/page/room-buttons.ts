/** Presses in a room from afar: each is confirmed with the room's name. */
import type { RoomDocument } from './document.ts';
import { part, setData, setText } from './draw.ts';
import { answer } from './room-answer.ts';
import { send } from './page-presses.ts';
import type { PageToken } from './page-token.ts';

const QUESTIONS: Readonly<Record<string, string>> = {
  hold: 'Pause the talk in',
  start: 'Let the talk go on in',
  grant: 'Add 1:00 in',
  message: 'Tell the speaker in',
  finish: 'Finish the talk in',
};

export function openRoomButtons(
  token: PageToken,
  roomOf: (id: string) => RoomDocument | undefined,
): void {
  const dialog = part('confirm') as HTMLDialogElement;
  const text = part('text') as HTMLInputElement;
  let asked: { readonly room: RoomDocument; readonly action: string } | undefined;
  part('rooms').addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const card = (event.target as Element).closest<HTMLElement>('.card');
    // On small screens a card has its buttons once it was tapped.
    for (const one of part('rooms').querySelectorAll<HTMLElement>('.card'))
      setData(one, 'open', one === card ? 'yes' : 'no');
    const room = roomOf(card?.dataset.room ?? '');
    const action = button?.dataset.action ?? '';
    if (!room || !(action in QUESTIONS)) return;
    if (card?.dataset.connection !== 'live') {
      answer(`${room.name} is not heard: nothing was sent.`);
      return;
    }
    asked = { room, action };
    setText(part('question'), `${QUESTIONS[action] ?? ''} ${room.name}?`);
    part('text-label').hidden = action !== 'message';
    text.value = '';
    dialog.returnValue = 'no';
    dialog.showModal();
    part(action === 'message' ? 'text' : 'no').focus();
  });
  dialog.addEventListener('close', () => {
    const wish = asked;
    asked = undefined;
    if (!wish || dialog.returnValue !== 'yes') return;
    const { room, action } = wish;
    const more = {
      ...(action === 'grant' ? { amount: 60_000 } : {}),
      ...(action === 'message' ? { to: 'speaker', text: text.value } : {}),
    };
    const rev = room.session?.rev;
    answer(`Sending to ${room.name}…`, Infinity);
    void send('press', { room: room.id, action, rev, ...more }, token.headers).then((reply) => {
      answer(`${room.name}: ${reply.ok ? 'done.' : reply.sentence}`);
    });
  });
}
