import { scenario } from '../support/scenario.ts';

/** Numbers of the cues of `clap`. */
const [ONE_FINGER, TWO_FINGERS, APPLAUSE, OVERTIME] = [1, 2, 3, 4];

scenario('the MC explains the signals before the first talk', (s) => {
  s.at('0:00').expect('green + amber');
  s.at('0:10').practise(1, ONE_FINGER, 8).expect('amber blink', 'single');
  s.at('0:17.999').is('standby', 'Ada').expect('amber');
  s.at('0:18').expect('green + amber');
  s.at('0:30').practise(1, TWO_FINGERS, 8).expect('amber + red blink', 'paired');
  s.at('0:50').practise(1, APPLAUSE, 8).expect('red', 'roll');
  s.at('1:10').practise(1, OVERTIME, 8).expect('green + amber + red blink', 'roll');
  s.at('1:30').expect('green + amber');
  s.at('1:40').start().is('running', 'Ada').phase('go').expect('green');
});

scenario(
  'practice lasts ten seconds at most',
  (s) => {
    s.at('0:00').practise(1, APPLAUSE, 60).expect('red', 'roll');
    s.at('0:09.999').expect('red');
    s.at('0:10').expect('green + amber');
  },
  { exact: true },
);

scenario(
  'practice ends with the next event, and its sound with it',
  (s) => {
    s.at('0:00').practise(1, APPLAUSE, 10);
    s.at('0:00.500').start().phase('go').expect('green');
    s.at('1:00').back().expect('green + amber');
    s.at('2:00').practise(1, TWO_FINGERS, 1).expect('amber + red blink', 'paired');
    s.at('2:01').expect('green + amber');
  },
  { exact: true },
);

scenario('practice ends with an event that leads to another standby, too', (s) => {
  s.at('0:00').practise(1, APPLAUSE, 10).expect('red', 'roll');
  s.at('0:04').skip().is('standby', 'Grace').expect('green + amber');
});

scenario('what is practised gives way to what is practised next', (s) => {
  s.at('0:00').practise(1, APPLAUSE, 10);
  s.at('0:02').practise(1, ONE_FINGER, 10).expect('amber blink', 'single');
  s.at('0:12').expect('green + amber');
});
