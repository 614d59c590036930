import { scenario } from '../support/scenario.ts';

scenario('a grant before the first cue moves all cues', (s) => {
  s.at('0:00').start();
  s.at('3:00').grant(60).phase('go').expect('green');
  s.at('4:00').phase('go').expect('green');
  s.at('5:00').phase('one-finger').expect('amber blink', 'single');
  s.at('5:40').phase('two-finger').expect('amber + red blink', 'paired');
  s.at('6:00').phase('applause').expect('red', 'roll');
});

scenario('cues that lie ahead again after a grant play again', (s) => {
  s.at('0:00').start();
  s.at('4:00').phase('one-finger').expect('amber blink', 'single');
  s.at('4:40').phase('two-finger').expect('amber + red blink', 'paired');
  s.at('4:50').grant(60).phase('go').expect('green');
  s.at('5:00').phase('one-finger').expect('amber blink', 'single');
  s.at('5:40').phase('two-finger').expect('amber + red blink', 'paired');
  s.at('6:00').phase('applause').expect('red', 'roll');
});

scenario('cues that a grant jumps over make no sound', (s) => {
  s.at('0:00').start();
  s.at('3:40').grant(-60).phase('two-finger').expect('amber + red blink');
  s.at('4:00').phase('applause').expect('red', 'roll');
});

scenario('a grant that ends within a phase shows its set, without announcement', (s) => {
  s.at('0:00').start();
  s.at('3:50').grant(-30).phase('one-finger').expect('amber');
  s.at('4:10').phase('two-finger').expect('amber + red blink', 'paired');
});

scenario('a sound stops when a grant takes its cue back', (s) => {
  s.at('0:00').start();
  s.at('4:00.100').grant(30).phase('go').expect('green');
  s.at('4:30').phase('one-finger').expect('amber blink', 'single');
});

scenario('a grant early in a talk makes the position negative, and that is go', (s) => {
  s.at('0:00').start();
  s.at('0:10').grant(60).phase('go').expect('green');
  s.at('1:00').phase('go').expect('green');
  s.at('5:00').phase('one-finger').expect('amber blink', 'single');
});

scenario('a grant brings a talk back from overtime', (s) => {
  s.at('0:00').start();
  s.at('5:50').phase('overtime').grant(60).phase('two-finger').expect('amber + red');
  s.at('6:00').phase('applause').expect('red', 'roll');
  s.at('6:30').phase('overtime').expect('green + amber + red blink', 'roll');
});

scenario('a talk on hold takes a grant, and shows it when it goes on', (s) => {
  s.at('0:00').start();
  s.at('4:30').hold().expect('green + red');
  s.at('4:40').grant(60).expect('green + red');
  s.at('5:00').start().phase('go').expect('green');
  s.at('5:30').phase('one-finger').expect('amber blink', 'single');
});

scenario('back clears grants, and so does the next talk', (s) => {
  s.at('0:00').start();
  s.at('0:30').grant(300);
  s.at('1:00').back().is('standby', 'Ada');
  s.at('2:00').start();
  s.at('6:00').phase('one-finger').expect('amber blink', 'single');
  s.at('6:10').grant(30);
  s.at('6:20').finish();
  s.at('7:00').start();
  s.at('11:00').phase('one-finger').expect('amber blink', 'single');
});

scenario('only steps of thirty seconds and an hour at most', (s) => {
  s.at('0:00').refused('grant', 'refused');
  s.at('0:10').start().refused('grant', 'amount');
  s.at('0:20').grant(3600);
  s.at('0:30').refused('grant', 'amount');
});

scenario(
  'what was shown in overtime comes again quietly, unless the talk is under its length',
  (s) => {
    s.at('0:00').start();
    s.at('5:30').phase('overtime').expect('green + amber + red blink', 'roll');
    s.at('6:00').phase('overtime').expect('green + amber + red blink', 'roll');
    s.at('6:20').grant(60).phase('applause').expect('red');
    s.at('6:30').phase('overtime').expect('green + amber + red');
    s.at('7:00').phase('overtime').expect('green + amber + red');
    s.at('7:10').grant(120).phase('one-finger').expect('amber');
    s.at('7:40').phase('two-finger').expect('amber + red blink', 'paired');
    s.at('8:00').phase('applause').expect('red', 'roll');
    s.at('8:30').phase('overtime').expect('green + amber + red blink', 'roll');
  },
);
