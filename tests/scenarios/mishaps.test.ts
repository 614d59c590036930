import { scenario } from '../support/scenario.ts';

scenario('hold for a dead microphone: the clock stands, and goes on where it stood', (s) => {
  s.at('0:00').start();
  s.at('2:00').hold().is('held', 'Ada').expect('green + red');
  s.at('2:30').refused('hold', 'refused').refused('skip', 'refused').expect('green + red');
  s.at('9:00').is('held', 'Ada').expect('green + red');
  s.at('9:30').start().is('running', 'Ada').phase('go').expect('green');
  s.at('11:30').phase('one-finger').expect('amber blink', 'single');
  s.at('12:30').phase('applause').expect('red', 'roll');
});

scenario('a hold during a sound ends it, and going on does not play it again', (s) => {
  s.at('0:00').start();
  s.at('4:01').hold().expect('green + red');
  s.at('4:30').start().phase('one-finger').expect('amber blink');
  s.at('4:34').phase('one-finger').expect('amber');
  s.at('5:09').phase('two-finger').expect('amber + red blink', 'paired');
});

scenario('a talk that is finished while it is on hold', (s) => {
  s.at('0:00').start();
  s.at('2:00').hold();
  s.at('3:00').finish().is('standby', 'Grace').expect('green + amber');
});

scenario('a false start gives the whole time again', (s) => {
  s.at('0:00').start();
  s.at('0:40').back().is('standby', 'Ada').phase('changeover').expect('green + amber');
  s.at('1:30').start().phase('go').expect('green');
  s.at('5:30').phase('one-finger').expect('amber blink', 'single');
});

scenario('a no-show is skipped, and back brings the talk back when the speaker turns up', (s) => {
  s.at('0:00').skip().is('standby', 'Grace').expect('green + amber');
  s.at('0:30').back().is('standby', 'Ada').expect('green + amber');
  s.at('0:40').refused('back', 'first').is('standby', 'Ada');
  s.at('1:00').start().is('running', 'Ada');
  s.at('6:00').finish();
  s.at('6:30').skip().is('standby', 'Joan');
  s.at('7:00').skip().is('closed').expect('dark');
  s.at('8:00').back().is('standby', 'Joan').expect('green + amber');
});

scenario('undo gives the clock back as if nothing had been pressed', (s) => {
  s.at('0:00').start();
  s.at('3:00').finish().is('standby', 'Grace').expect('green + amber');
  s.at('3:20').undo().is('running', 'Ada').phase('go').expect('green');
  s.at('3:30').refused('undo', 'nothing');
  s.at('4:00').phase('one-finger').expect('amber blink', 'single');
  s.at('4:20').hold();
  s.at('4:50').undo().is('running', 'Ada').phase('two-finger').expect('amber + red');
  s.at('5:00').phase('applause').expect('red', 'roll');
});

scenario('the button: a doubled press cannot end a talk', (s) => {
  s.at('0:00').go().is('running', 'Ada').expect('green');
  s.at('0:00.300').refused('go', 'guard');
  s.at('0:01.999').refused('go', 'guard').is('running', 'Ada');
  s.at('0:02').go().is('standby', 'Grace').expect('green + amber');
  s.at('0:03').refused('go', 'guard').undo().is('running', 'Ada');
  s.at('0:04.999').refused('go', 'guard');
  s.at('1:00').hold();
  s.at('2:00').go().is('running', 'Ada').expect('green');
});

scenario(
  'the guard is for the button alone',
  (s) => {
    s.at('0:00').start().finish().start().hold().start().finish().is('standby', 'Joan');
    s.at('0:00').expect('green + amber');
  },
  { exact: true },
);
