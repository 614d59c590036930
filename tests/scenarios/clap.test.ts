import { seconds } from '../../protocol/time.ts';
import { scenario } from '../support/scenario.ts';

scenario('clap, five minutes: one finger, two fingers, applause', (s) => {
  s.at('0:00').is('standby', 'Ada').phase('changeover').expect('green + amber');
  s.at('0:20').start().is('running', 'Ada').phase('go').expect('green');
  s.after('3:59').phase('go').expect('green');
  s.after('0:01').phase('one-finger').expect('amber blink', 'single');
  s.at('0:06').expect('amber');
  s.at('0:40').phase('two-finger').expect('amber + red blink', 'paired');
  s.at('0:46').expect('amber + red');
  s.at('1:00').phase('applause').expect('red', 'roll');
  s.at('1:10').finish().is('standby', 'Grace').phase('changeover').expect('green + amber');
});

scenario('overtime: two rolls, then silence', (s) => {
  s.at('0:00').start();
  s.at('5:00').phase('applause').expect('red', 'roll');
  s.at('5:29.9').phase('applause').expect('red');
  s.at('5:30').phase('overtime').expect('green + amber + red blink', 'roll');
  s.at('5:36').expect('green + amber + red');
  s.at('6:00').phase('overtime').expect('green + amber + red blink', 'roll');
  s.at('6:30').expect('green + amber + red');
  s.at('7:00').expect('green + amber + red');
  s.at('60:00').phase('overtime').expect('green + amber + red');
  s.at('60:10').finish().is('standby', 'Grace');
});

scenario('a session to its end, opened again and closed again', (s) => {
  s.at('0:00').start();
  s.at('5:00').finish();
  s.at('6:00').start();
  s.at('11:00').finish().is('standby', 'Joan');
  s.at('12:00').start();
  s.at('16:55').finish().is('closed').expect('dark');
  s.at('18:00').refused('start', 'refused').refused('finish', 'refused').expect('dark');
  s.at('20:00').reopen().is('standby', 'Ada').expect('green + amber');
  s.at('20:30').undo().is('closed').expect('dark');
  s.at('21:00').back().is('standby', 'Joan').expect('green + amber');
  s.at('22:00').start().is('running', 'Joan').phase('go').expect('green');
  s.at('27:00').phase('applause').expect('red', 'roll');
});

scenario('put in the middle of a talk, as a host restores it: no late sound', (s) => {
  s.at('0:00').put({ state: 'running', talk: 1, elapsed: seconds(250), granted: seconds(0) });
  s.at('0:00').is('running', 'Grace').phase('one-finger').expect('amber');
  s.at('0:30').phase('two-finger').expect('amber + red blink', 'paired');
  s.at('0:40').refused('undo', 'nothing').finish().is('standby', 'Joan');
});
