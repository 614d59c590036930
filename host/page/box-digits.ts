/** What the digits on the podium say, on the page of all screens. */
import { sceneOf } from '../../protocol/document-scene.ts';
import { digitsAt, digitsText } from '../../protocol/digits.ts';
import { Conductor } from './conductor.ts';
import { part, setText } from './draw.ts';
import { Link } from './session-link.ts';

const link = new Link({
  changed: () => {
    conductor.wake();
  },
});
const conductor = new Conductor(link, ({ session, playing }) => {
  const digits = session?.light.digits;
  const text =
    session && playing && digits
      ? digitsText(digitsAt(sceneOf(session, false, false), digits, playing.now))
      : '';
  setText(part('box-digits'), text);
});
link.open();
conductor.start();
