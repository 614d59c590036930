/** What the digits on the podium say at a moment, from what pages are told. */
import { sceneOf } from '../../protocol/document-scene.ts';
import { digitsAt, digitsText } from '../../protocol/digits.ts';
import type { Instant } from '../../protocol/time.ts';
import type { PublicDocument } from './document.ts';

/**
 * Empty where there are none. On hold it stays lit: blinks follow the podium's own clock, and pages are
 * not told in which talks nothing may blink.
 */
export function boxText(session: PublicDocument, now: Instant): string {
  const { digits } = session.light;
  return digits ? digitsText(digitsAt(sceneOf(session, true, false), digits, now)) : '';
}
