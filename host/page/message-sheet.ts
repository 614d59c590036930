/** The sheet of messages: ready ones and one's own, to the speaker or to the room. */
import { MESSAGE_TO, READY_MESSAGES, type MessageTo } from '../../protocol/message-texts.ts';
import type { OperatorDocument } from './document.ts';
import { part, setText } from './draw.ts';
import type { Desk } from './operator-model.ts';

const NAMES = { speaker: 'the speaker', room: 'the room' } as const;

const sheet = (): HTMLDialogElement => part('tell-sheet') as HTMLDialogElement;

export function openMessages(desk: Desk): void {
  const own = part('tell-text') as HTMLInputElement;
  const send = async (to: MessageTo, text: string): Promise<boolean> => {
    const done = text === '' ? `Cleared for ${NAMES[to]}.` : `Shown to ${NAMES[to]}: ${text}`;
    return (await desk.press('message', { to, text }, done)).ok;
  };
  part('tell-open').addEventListener('click', () => {
    setText(part('tell-message'), '');
    sheet().showModal();
  });
  part('tell-close').addEventListener('click', closeMessages);
  part('tell-own').addEventListener('submit', (event) => {
    event.preventDefault();
    const to = event.submitter?.id === 'tell-own-room' ? 'room' : 'speaker';
    const text = own.value.trim();
    if (text === '') desk.say('Write a message first, or choose one.');
    else
      void send(to, text).then((sent) => {
        if (sent) own.value = '';
      });
  });
  for (const to of MESSAGE_TO) {
    part(`tell-ready-${to}`).append(
      ...READY_MESSAGES[to].map((text) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = text;
        button.addEventListener('click', () => void send(to, text));
        return button;
      }),
    );
    for (const place of ['tell', 'told'])
      part(`${place}-away-${to}`).addEventListener('click', () => void send(to, ''));
  }
}

export const closeMessages = (): void => {
  sheet().close();
};

/** What is shown now, each with a button that takes it away: in the sheet, and on the page itself. */
export function drawMessages({ messages }: OperatorDocument): void {
  for (const to of MESSAGE_TO)
    for (const place of ['tell', 'told']) {
      const text = messages[to];
      part(`${place}-now-${to}`).hidden = text === undefined;
      setText(part(`${place}-text-${to}`), text ?? '');
    }
}
