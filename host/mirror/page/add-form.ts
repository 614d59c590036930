/** Adds a speaker who has just come up. */
import type { Desk } from './desk.ts';
import { part } from './draw.ts';

export function openAddForm(desk: Desk): void {
  const form = part('add') as HTMLFormElement;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void add(form, desk);
  });
}

async function add(form: HTMLFormElement, desk: Desk): Promise<void> {
  const fields = new FormData(form);
  const text = (name: string): string => {
    const value = fields.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const speaker = text('speaker');
  if (speaker === '') {
    desk.say('The speaker needs a name, or TBA.');
    part('add-speaker').focus();
    return;
  }
  const length = text('duration');
  const talk = {
    speaker,
    title: text('title'),
    ...(length === '' ? {} : { duration: length }),
  };
  const next = fields.get('next') === 'on';
  const done = `${speaker} was added${next ? ' as next' : ''}.`;
  if (await desk.press('lineup', { type: 'add', talk, next }, done)) form.reset();
}
