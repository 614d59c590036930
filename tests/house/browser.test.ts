/** What also runs in a browser is built for one: whatever of Node it reached for would fail the build. */
import { rolldown } from 'rolldown';
import { describe, expect, test } from 'vitest';

const ENTRIES: readonly (readonly [string, readonly string[]])[] = [
  ['the session', ['host/session/session.ts', 'host/session/local-timekeeper.ts']],
  [
    'the podium',
    ['host/podium/podium-timekeeper.ts', 'host/podium/checkup.ts', 'host/serial/identify.ts'],
  ],
  ["the emulator's core", ['host/emulator/runner.ts', 'host/emulator/intel-hex.ts']],
  ['flashing', ['host/flash/flash-board.ts', 'host/flash/greeting.ts']],
  ['the readers of text lineups', ['host/lineup/read-written.ts']],
  ['the journal', ['host/journal/journal.ts']],
  [
    'commands and documents of the web',
    [
      'host/mirror/commands.ts',
      'host/mirror/documents.ts',
      'host/mirror/pasting.ts',
      'host/lineup/pasted-list.ts',
    ],
  ],
];

describe('builds for a browser', () => {
  test.each(ENTRIES)('%s', async (_, input) => {
    const bundle = await rolldown({
      input: [...input],
      platform: 'browser',
    });
    const { output } = await bundle.generate({ format: 'esm' });
    const chunks = output.filter(({ type }) => type === 'chunk');
    const imported = chunks.flatMap((chunk) => ('imports' in chunk ? chunk.imports : []));
    const code = chunks.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n');
    expect(code.match(/\b(?:Buffer|process|require)\s*[.(]/g)).toBeNull();
    expect(imported.filter((name) => !chunks.some(({ fileName }) => fileName === name))).toEqual(
      [],
    );
  });
});
