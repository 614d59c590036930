/**
 * Keeps the computer awake while a session runs: another process asks for it, and that ends with this
 * one, even where this one is killed. A lid that is closed is stronger than this, and so is a battery
 * that is empty.
 */
import { spawn } from 'node:child_process';

interface Program {
  readonly name: string;
  readonly args: readonly string[];
}

const WHAT = ['--what=sleep:idle', '--who=Claplight', '--why=A session is on.', '--mode=block'];

function programFor(platform: NodeJS.Platform): Program | undefined {
  // It holds on while `cat` reads, and that reads until our end of the pipe is gone.
  if (platform === 'linux') return { name: 'systemd-inhibit', args: [...WHAT, 'cat'] };
  if (platform === 'darwin') return { name: 'caffeinate', args: ['-i', '-w', String(process.pid)] };
  return undefined;
}

/** Says in a sentence where it cannot be done. Gives the function that lets the computer sleep again. */
export function keepAwake(
  say: (sentence: string) => void,
  platform: NodeJS.Platform = process.platform,
): () => void {
  const program = programFor(platform);
  const fail = (why: string): void => {
    say(`turn off this computer’s automatic sleep (${why})`);
  };
  if (!program) {
    fail('not for this system');
    return () => undefined;
  }
  // In a group of its own: a Ctrl-C in the terminal is not meant for it.
  const child = spawn(program.name, program.args, {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  let over = false;
  const ended = (why: string): void => {
    if (!over) fail(why);
    over = true;
  };
  child.on('error', () => {
    ended(`no ${program.name}`);
  });
  child.on('exit', () => {
    ended(`${program.name} failed`);
  });
  child.stdin.on('error', () => undefined);
  child.unref();
  return () => {
    over = true;
    child.stdin.end();
    if (platform === 'darwin') child.kill();
  };
}
