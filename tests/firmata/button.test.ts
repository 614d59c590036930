import { beforeEach, describe, expect, it } from 'vitest';
import { Button } from '../../host/light/button.ts';
import type { State } from '../../protocol/stage.ts';
import { SimulatedClock } from '../support/simulated-clock.ts';

describe('the button of a board that the host plays', () => {
  let clock: SimulatedClock;
  let state: State;
  let pressed: string[];
  let button: Button;
  beforeEach(() => {
    clock = new SimulatedClock();
    state = 'running';
    pressed = [];
    button = new Button(
      clock,
      () => state,
      (event) => pressed.push(event),
    );
  });
  const press = (ms: number): void => {
    button.contact(true);
    clock.pass(ms);
    button.contact(false);
    clock.pass(100);
  };

  it('acts on release when the press was short', () => {
    button.contact(true);
    clock.pass(500);
    expect(pressed).toEqual([]);
    button.contact(false);
    clock.pass(100);
    expect(pressed).toEqual(['go']);
  });

  it('knows no press from bounces', () => {
    press(10);
    expect(pressed).toEqual([]);
    for (let i = 0; i < 5; i++) {
      button.contact(i % 2 === 0);
      clock.pass(3);
    }
    clock.pass(400);
    button.contact(false);
    clock.pass(100);
    expect(pressed).toEqual(['go']);
  });

  it.each([
    ['standby', 'skip'],
    ['running', 'hold'],
    ['held', 'start'],
  ] as const)('acts at one second in %s: %s, and not again on release', (now, event) => {
    state = now;
    press(1500);
    expect(pressed).toEqual([event]);
  });

  it('reopens after three seconds, and nothing shorter does anything but be refused', () => {
    state = 'closed';
    press(2000);
    expect(pressed).toEqual([]);
    press(3200);
    expect(pressed).toEqual(['reopen']);
  });

  it('forgets a press when the board is out of reach', () => {
    button.contact(true);
    clock.pass(500);
    button.forget();
    clock.pass(2000);
    button.contact(false);
    clock.pass(100);
    expect(pressed).toEqual([]);
  });
});
