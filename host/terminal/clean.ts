/** Texts of others in a terminal. Apart from their width, which takes 12 ms to load and no line of a log needs. */
import { visible } from '../system/characters.ts';

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Somebody's text, with whatever a terminal might obey replaced by marks. */
export const clean = (text: string): string => (PRINTABLE_ASCII.test(text) ? text : visible(text));
