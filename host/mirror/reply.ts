/** Answers: the headers that all of them have, JSON, and sentences. */
import type { ServerResponse } from 'node:http';

/**
 * Nothing from other servers, no frames, and nothing inline but the one script whose digest is given. Neither
 * `upgrade-insecure-requests` nor HSTS: both would break plain http on the address of a local network.
 */
const policy = (digest?: string): string =>
  [
    "default-src 'none'",
    digest === undefined ? "script-src 'self'" : `script-src 'self' 'sha256-${digest}'`,
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/** For pages and their files; `digest` is the SHA-256, in base64, of the script that stands in the page. */
export const pageHeaders = (digest?: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': policy(digest),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
});

/** For answers that are no documents: the fewest bytes that keep other pages from reading them. */
export const DATA_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value);
  response.sendDate = false;
  response.writeHead(status, {
    ...DATA_HEADERS,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

/** Refuses, and lets go of the connection: what is left of the request is not read. */
export function refuse(
  response: ServerResponse,
  status: number,
  sentence: string,
  code = 'denied',
  field?: string,
): void {
  response.shouldKeepAlive = false;
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  sendJson(response, status, { ok: false, code, sentence, ...(field !== undefined && { field }) });
}
