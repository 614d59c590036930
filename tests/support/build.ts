/**
 * Before any test: commands, workers and pages run from `dist`, and one that is older than the source
 * would be what is tested. Where nothing changed this takes a second or two.
 */
import { spawnSync } from 'node:child_process';

export default function build(): void {
  const { status, stdout, error } = spawnSync('npm', ['run', 'build', '--silent'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build fails: ${error?.message ?? stdout}`);
}
