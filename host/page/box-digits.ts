/** What the digits on the podium say, on the page of all screens. */
import { boxText } from './box-text.ts';
import { Conductor } from './conductor.ts';
import { part, setText } from './draw.ts';
import { Link } from './session-link.ts';

const link = new Link({
  changed: () => {
    conductor.wake();
  },
});
const conductor = new Conductor(link, ({ session, playing }) => {
  setText(part('box-digits'), session && playing ? boxText(session, playing.now) : '');
});
link.open();
conductor.start();
