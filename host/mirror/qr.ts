/** QR codes: for the terminal, and as pictures. */
import { renderSVG, renderUnicodeCompact } from 'uqr';

/** Lines of half blocks, two modules high each, with the quiet border that scanners need. */
export function qrLines(text: string): string[] {
  return renderUnicodeCompact(text, { border: 2, ecc: 'L' }).split('\n');
}

/** A picture, black on white with a quiet border. */
export const qrPicture = (text: string): string => renderSVG(text, { border: 2, ecc: 'M' });

/**
 * The operator's page, with the token in the fragment, which browsers do not send and which the page takes
 * out of the address bar. For logs: a browser's history would keep it.
 */
export const operatorUrl = (url: string, token: string): string =>
  `${url}/operator#token=${encodeURIComponent(token)}`;

/** What a code carries: the operator's page, with a key for one use, of which no history is worth anything. */
export const keyUrl = (url: string, key: string): string => `${url}/operator#key=${key}`;
