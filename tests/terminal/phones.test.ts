import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PhoneCodes, type Phones } from '../../host/terminal/phones.ts';
import { ScreenBench } from './bench-screen.ts';
import { exampleTalks } from './stand.ts';

const phones = (more: Partial<Phones> = {}): Phones => ({
  beyondLoopback: true,
  codes: () => ['wlan0', 'eth0'].map((by) => ({ lines: ['█'], caption: by })),
  newToken: () => undefined,
  ...more,
});

describe('the code for a phone', () => {
  it('is shown only to a second press, after a question about the projector', () => {
    const codes = new PhoneCodes(phones());
    expect(codes.code(0, false)).toMatch(/projector/);
    expect(codes.code(1000, false)).toMatchObject({ caption: 'wlan0' });
    expect(codes.code(2000, true)).toMatchObject({ caption: 'eth0' });
    expect(codes.code(3000, true)).toMatchObject({ caption: 'wlan0' });
  });

  it('asks again when the second press comes late', () => {
    const codes = new PhoneCodes(phones());
    codes.code(0, false);
    expect(codes.code(7000, false)).toMatch(/projector/);
  });

  it('is not there while only this computer reaches the pages, or without them', () => {
    expect(new PhoneCodes(phones({ beyondLoopback: false })).code(0, false)).toMatch(
      /--listen lan/,
    );
    expect(new PhoneCodes(undefined).code(0, false)).toMatch(/--no-http/);
  });

  it('is worth nothing after a new token', () => {
    let dropped = 0;
    const codes = new PhoneCodes(phones({ newToken: () => (dropped += 1) }));
    expect(codes.newToken()).toMatch(/All phones are signed out.*c shows/);
    expect(dropped).toBe(1);
  });
});

describe('on the screen', () => {
  let screen: ScreenBench;
  beforeEach(() => {
    vi.useFakeTimers();
    screen = new ScreenBench({}, [], phones());
  });
  afterEach(() => {
    screen.stop();
    vi.useRealTimers();
  });

  it('it takes the place of all else for 20 s', async () => {
    await screen.press('c', 'c');
    expect(screen.output.text.trim()).toMatch(/^█\n +wlan0$/);
    await screen.pass(17_900);
    expect(screen.output.text).toContain('wlan0');
    await screen.pass(200);
    expect(screen.output.text).not.toContain('wlan0');
    expect(screen.output.text).toContain('NEXT');
  });

  it('and c goes through the interfaces', async () => {
    await screen.press('c', 'c', 'c');
    expect(screen.output.text).toContain('eth0');
  });

  it.each([
    ['a talk that is started', ' ', 'ON STAGE'],
    ['a new token, which the code does not have', 'k', 'A new token signs out all phones.'],
    ['a key without a meaning', 'Y', 'NEXT'],
  ])('%s brings the light back at once', async (_, key, shown) => {
    await screen.press('c', 'c', key);
    expect(screen.output.text).not.toContain('wlan0');
    expect(screen.output.text).toContain(shown);
  });

  it('a new token is made when it was asked for twice, and its address shown', async () => {
    let token = 'old';
    screen.stop();
    const about = ['Light: none.'];
    const newToken = (): void => {
      token = 'new';
      about.push('http://127.0.0.1/operator#token=new');
    };
    screen = new ScreenBench({}, about, phones({ newToken, beyondLoopback: false }));
    await screen.press('k', 'm', 'k');
    expect(token).toBe('old');
    await screen.press('k');
    expect(token).toBe('new');
    expect(screen.output.text).toContain('#token=new');
    expect(screen.output.text).toContain('All phones are signed out');
    await screen.escape();
    expect(screen.output.text).not.toContain('#token=new');
    // No code can be shown: the address is, and what to do for a phone.
    await screen.press('c');
    expect(screen.output.text).toContain('#token=new');
    expect(screen.output.text.replace(/\s+/g, ' ')).toContain('start again with --listen lan');
  });
});

it('i shows another address each time, also while one is shown', async () => {
  vi.useFakeTimers();
  const about = ['Address 1'];
  const screen = new ScreenBench({ talks: exampleTalks(4) }, about);
  await screen.pass(8000);
  for (const address of ['Address 2', 'Address 3']) {
    about[0] = address;
    await screen.press('i');
    expect(screen.output.text).toContain(address);
  }
  await screen.escape();
  expect(screen.output.text).toContain('Chuk');
  screen.stop();
  vi.useRealTimers();
});
