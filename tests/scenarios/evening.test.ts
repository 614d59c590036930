/** The evening of the example lineup, with what is known to have happened at it. */
import { readFileSync } from 'node:fs';
import { readLineup } from '../../host/lineup/read-lineup.ts';
import { scenario } from '../support/scenario.ts';

const path = 'examples/lightning-talks-day-1.csv';
/** Numbered, for two of the speakers have the same name. */
const talks = readLineup(path, readFileSync(path)).talks.map(
  ({ speaker }, i) => `${String(i + 1)} ${speaker}`,
);

scenario(
  'twelve lightning talks',
  (s) => {
    s.at('0:00').is('standby', '1 Samir').expect('green + amber');

    s.after('0:30').start().expect('green');
    s.at('1:04').phase('go').finish().is('standby', '2 Chuk').expect('green + amber');

    s.after('0:40').start().expect('green');
    s.at('4:00').expect('amber blink', 'single');
    s.at('4:40').expect('amber + red blink', 'paired');
    s.at('4:52').finish().is('standby', '3 Lukas').expect('green + amber');

    s.after('0:45').start();
    s.at('5:00').expect('red', 'roll');
    s.at('5:06').finish().is('standby', '4 Seth');

    s.after('1:00').start();
    s.at('3:30').phase('go').finish().is('standby', '5 Pablo');

    s.after('0:50').start();
    s.at('5:00').expect('red', 'roll');
    s.at('5:30').expect('green + amber + red blink', 'roll');
    s.at('6:00').expect('green + amber + red blink', 'roll');
    s.at('6:12').finish().is('standby', '6 Graham').expect('green + amber');

    s.after('0:30').start();
    s.at('4:20').phase('one-finger').finish();

    // The microphone is dead after the first words, and alive again two minutes later.
    s.after('3:10').is('standby', '7 Mason').start().expect('green');
    s.at('0:25').hold().expect('green + red');
    s.at('2:25').start().is('running', '7 Mason').expect('green');
    s.at('6:00').expect('amber blink', 'single');
    s.at('7:00').expect('red', 'roll');
    s.at('7:05').finish();

    s.after('0:40').is('standby', '8 Sophia').start();
    s.at('4:45').phase('two-finger').finish();

    // No adapter fits. The allotted minute is long over, and the light stays as it was.
    s.after('0:50').is('standby', '9 Shavai').expect('green + amber');
    s.after('1:00').phase('changeover').expect('green + amber');
    s.after('3:00').expect('green + amber');
    s.after('0:20').start().expect('green');
    s.at('4:55').finish();

    s.after('2:10').is('standby', '10 Chris').start();
    s.at('4:30').finish().is('standby', '11 Chris').expect('green + amber');

    s.after('1:10').start().is('running', '11 Chris');
    s.at('4:59.600').phase('two-finger').finish().is('standby', '12 Indra').expect('green + amber');

    s.after('0:55').start();
    s.at('4:00').expect('amber blink', 'single');
    s.at('4:50').finish().is('closed').expect('dark');
  },
  { talks },
);
