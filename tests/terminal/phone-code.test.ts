/** A phone becomes an operator's screen: the code in a real terminal, read as a camera reads it. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeQR } from 'qr/decode.js';
import { ADDRESSES, canMakeNamespaces, Namespace } from '../mirror/support/namespace.ts';
import { isOnPath, need } from '../support/need.ts';
import { Tmux } from './tmux.ts';

/** A camera is quicker than a decoder in a busy test: ms. */
const READING = 90_000;
/** Pixels of a module; decoders want some. */
const SCALE = 3;
const LIGHT: Readonly<Record<string, readonly [upper: boolean, lower: boolean]>> = {
  '█': [true, true],
  '▀': [true, false],
  '▄': [false, true],
};

/** What a camera sees of the screen: light where the terminal draws its ink, dark elsewhere. */
function photograph(screen: string): { width: number; height: number; data: Uint8Array } {
  const lines = screen.split('\n');
  const columns = Math.max(...lines.map((line) => line.length));
  const modules = lines.flatMap((line) =>
    [0, 1].map((half) => Array.from({ length: columns }, (_, at) => LIGHT[line[at] ?? '']?.[half])),
  );
  const pixels = modules.flatMap((row) =>
    Array.from({ length: SCALE }, () =>
      row.flatMap((light) =>
        Array.from({ length: SCALE }, () => {
          const level = light === true ? 255 : 0;
          return [level, level, level, 255];
        }).flat(),
      ),
    ),
  );
  const data = Uint8Array.from(pixels.flat());
  return { width: columns * SCALE, height: pixels.length, data };
}

const read = (screen: string): URL => new URL(decodeQR(photograph(screen), { timeLimit: 60_000 }));

const describeWithPhone = need(
  'tmux and network namespaces',
  'run as root, with iproute2; apt-get install tmux',
  isOnPath('tmux') && canMakeNamespaces(),
);

describeWithPhone('a phone that reads the code of the terminal', () => {
  let tmux: Tmux;
  let namespace: Namespace;
  let first: URL;
  let token: string;

  beforeAll(() => {
    namespace = new Namespace();
    tmux = new Tmux();
    const run =
      'node dist/program/cli.js run examples/lightning-talks-day-1.csv --light none --http 0 --listen lan';
    tmux.enter(
      `cd '${process.cwd()}'; XDG_STATE_HOME=${tmux.folder} ${namespace.enter.join(' ')} ${run}`,
    );
  });
  afterAll(() => {
    tmux.close();
    namespace.close();
  });

  /** What the page asks for with the key in its address: the token, or nothing. */
  const enter = ({ origin, hash }: URL): string => {
    const key = new URLSearchParams(hash.slice(1)).get('key') ?? '';
    const script = `fetch('${origin}/api/enter', {
      method: 'POST', headers: { Origin: '${origin}' }, body: JSON.stringify({ key: '${key}' }),
    }).then((answer) => answer.json()).then(({ token = '' }) => console.log(token))`;
    return namespace.run('node', '-e', script).trim();
  };

  /** A press as the page makes it: the status of the answer. */
  const press = (command: string, { origin }: URL, token: string): number => {
    const script = `fetch('${origin}/api/${command}', {
      method: 'POST', headers: { Authorization: 'Bearer ${token}', Origin: '${origin}' },
    }).then(({ status }) => console.log(status))`;
    return Number(namespace.run('node', '-e', script));
  };

  /** A person's next press: what comes within 150 ms is taken for a held key. */
  const again = async (key: string): Promise<void> => {
    await pause(300);
    tmux.press(key);
  };

  it(
    'is asked whether the projector shows it, and then has a code with a real address',
    async () => {
      await tmux.shows('NEXT');
      tmux.press('c');
      await tmux.shows('Is the projector showing this screen?');
      await again('c');
      first = read(await tmux.shows(/c: the next address/));
      expect(Object.values(ADDRESSES)).toContain(first.hostname);
      expect(first.pathname).toBe('/operator');
      expect(first.search).toBe('');
      expect(first.hash).toMatch(/^#key=[\w-]{12}$/);
      expect(tmux.text).toContain(`${first.origin}/operator`);
    },
    READING,
  );

  it(
    'goes through the interfaces',
    async () => {
      await again('c');
      const other = Object.values(ADDRESSES).find((address) => address !== first.hostname) ?? '';
      const second = read(await tmux.shows(`http://${other}`));
      expect(second.hostname).toBe(other);
      expect(second.hash).not.toBe(first.hash);
      token = enter(second);
      expect(token).toMatch(/^[\w-]{22}$/);
      expect(press('mute', second, token)).toBe(400);
      // A code that somebody else photographed is used up.
      expect(enter(second)).toBe('');
    },
    READING,
  );

  it('finds its page there, and starts a talk', async () => {
    const page = namespace.run(
      'node',
      '-e',
      `fetch('${first.origin}${first.pathname}').then((page) => page.text()).then(console.log)`,
    );
    expect(page).toContain('<title>Claplight: operator</title>');
    expect(enter(first)).toBe(token);
    expect(press('start', first, token)).toBe(200);
    tmux.press('i');
    await tmux.shows('ON STAGE');
  });

  it(
    'is dropped by a new token, which a new code has',
    async () => {
      tmux.press('k');
      await tmux.shows('Press k again');
      await again('k');
      await tmux.shows('All phones are signed out');
      expect(press('hold', first, token)).toBe(401);
      tmux.press('c');
      await tmux.shows('Is the projector showing this screen?');
      await again('c');
      const renewed = read(await tmux.shows(/c: the next address/));
      expect(renewed.hash).not.toBe(first.hash);
      expect(press('hold', renewed, enter(renewed))).toBe(200);
      tmux.press('Escape');
      await tmux.shows('PAUSED');
    },
    READING,
  );
});
