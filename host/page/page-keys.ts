/** Keys of the operator's page: those of the terminal, each of which presses a button that can be seen to do it. */

const BUTTONS: Readonly<Record<string, string>> = {
  ' ': 'start',
  f: 'finish',
  h: 'hold',
  u: 'undo',
  g: 'grant30',
  '+': 'grant30',
  t: 'grant60',
  '-': 'grant-30',
  s: 'skip',
  l: 'later',
  b: 'back',
  o: 'reopen',
  w: 'tell-open',
  m: 'mute',
  '1': 'practise1',
  '2': 'practise2',
  '3': 'practise3',
  '4': 'practise4',
};

/** In a sheet, and where somebody types or chooses, keys are for what they are there. */
const isElsewhere = (target: EventTarget | null): boolean =>
  document.querySelector('dialog[open]') !== null ||
  (target instanceof Element && target.closest('input, select, textarea') !== null);

/** Where space is pressed on a button, the browser presses that one. */
const pressesItself = (key: string, target: EventTarget | null): boolean =>
  key === ' ' && target instanceof HTMLButtonElement;

export function openKeys(): void {
  addEventListener('keydown', (event) => {
    const { key, repeat, target, ctrlKey, metaKey, altKey } = event;
    if (repeat || ctrlKey || metaKey || altKey || isElsewhere(target)) return;
    if (pressesItself(key, target) || document.getElementById('desk')?.hidden === true) return;
    const id = BUTTONS[key.length === 1 ? key.toLowerCase() : key];
    // In a pause the finish has a button of its own.
    const paused = id === 'finish' && document.body.dataset.state === 'held';
    const button = document.getElementById(paused ? 'finish-paused' : (id ?? ''));
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}
