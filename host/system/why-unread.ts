/** Why a file could not be read, in words for whoever named it. */
import { UnreadFile } from './read-file.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file: check the spelling, or the folder you are in',
  ENOTDIR: 'there is no such file: a part of this path is not a folder',
  EACCES: 'this file may not be read: check its permissions (chmod u+r)',
  EPERM: 'this file may not be read: check its permissions',
  ENAMETOOLONG: 'this name is too long for a file',
};

/** `own`: what to say where more is known, by the error's code. */
export function whyUnread(error: unknown, own: Readonly<Record<string, string>> = {}): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const usual = error instanceof UnreadFile ? error.message : REASONS[code];
  return own[code] ?? usual ?? `this cannot be read (${code === '' ? String(error) : code})`;
}
