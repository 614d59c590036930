/** A program with the operator's screen that fails while it shows it. */
import { hostClock } from '../../host/clock.ts';
import { OperatorScreen } from '../../host/terminal/screen.ts';
import { sessionOn } from './stand.ts';

new OperatorScreen(sessionOn(hostClock(), {}).session);
process.stdin.once('data', () => {
  throw new Error('something is wrong in the program');
});
