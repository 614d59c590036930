/** A QR code for the terminal. */
import { renderUnicodeCompact } from 'uqr';

/** Lines of half blocks, two modules high each, with the quiet border that scanners need. */
export function qrLines(text: string): string[] {
  return renderUnicodeCompact(text, { border: 2, ecc: 'L' }).split('\n');
}

/**
 * What the code carries: the operator's page, with the token in the fragment, which browsers do not
 * send and which the page takes out of the address bar.
 */
export const operatorUrl = (url: string, token: string): string =>
  `${url}/operator#token=${encodeURIComponent(token)}`;
