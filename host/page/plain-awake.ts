/**
 * The plain page's only module. Browsers that know modules try to stay awake; all others leave the note,
 * which the page shows from the start, that the screen may go to sleep.
 */
import { keepAwake } from './awake.ts';

keepAwake((how) => {
  document.body.dataset.awake = how;
  const note = document.getElementById('sleep-note');
  if (note) note.hidden = how !== 'asleep';
});
