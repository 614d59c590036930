/** The button on the box: pressed as long as a finger, a mouse or a key presses it. */

/** A press that comes whole, as screen readers send it, lasts so long, in ms. */
const WHOLE = 120;

export function openButton(button: HTMLElement, press: (down: boolean) => void): void {
  let down = false;
  let pressed = -Infinity;
  const set = (wanted: boolean): void => {
    if (wanted === down) return;
    down = wanted;
    pressed = performance.now();
    button.dataset.down = wanted ? 'yes' : 'no';
    press(wanted);
  };
  const isKey = ({ key }: KeyboardEvent): boolean => key === ' ' || key === 'Enter';
  button.addEventListener('pointerdown', (event) => {
    button.setPointerCapture(event.pointerId);
    set(true);
  });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture', 'blur'])
    button.addEventListener(end, () => {
      set(false);
    });
  button.addEventListener('keydown', (event) => {
    if (!isKey(event)) return;
    event.preventDefault();
    set(true);
  });
  button.addEventListener('keyup', (event) => {
    if (isKey(event)) set(false);
  });
  button.addEventListener('contextmenu', (event) => {
    event.preventDefault();
  });
  button.addEventListener('click', () => {
    if (performance.now() - pressed < WHOLE) return;
    set(true);
    setTimeout(() => {
      set(false);
    }, WHOLE);
  });
}
