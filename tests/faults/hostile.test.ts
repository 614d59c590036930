import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { need } from '../support/need.ts';

const namespaces = spawnSync('unshare', ['-rm', 'true']).status === 0;

need(
  'mount namespaces, socat and cc',
  'apt install socat gcc, and allow unshare -rm',
  namespaces && ['socat', 'cc'].every((one) => spawnSync(one, ['--version']).status !== null),
)('20 sessions in hostile surroundings', () => {
  it('lose nothing that was answered, and double nothing', async () => {
    const soak = ['dist/tests/faults/soak.js', '--host', '1', '20'];
    const { stdout } = await promisify(execFile)('node', soak).catch((error: unknown) => {
      const { stdout: told, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`"npm run soak -- --host SEED" repeats a session:\n${told}${stderr}`);
    });
    expect(stdout.trim().split('\n').at(-1)).toBe('20 sessions, 0 broken');
  }, 300_000);
});
