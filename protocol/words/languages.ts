/** Finds the table of a screen's language; only that one is loaded. */
import { ENGLISH, type Words } from './words.ts';

const TABLES: Readonly<Record<string, () => Promise<{ readonly WORDS: Words }>>> = {
  de: () => import('./words-de.ts'),
  fr: () => import('./words-fr.ts'),
  es: () => import('./words-es.ts'),
  pt: () => import('./words-pt.ts'),
  it: () => import('./words-it.ts'),
  pl: () => import('./words-pl.ts'),
  ja: () => import('./words-ja.ts'),
  zh: () => import('./words-zh.ts'),
  ar: () => import('./words-ar.ts'),
};

/** The table of a language such as `de` or `pt-BR`; English where there is none, or it cannot be had. */
export async function wordsIn(lang: string): Promise<{ lang: string; words: Words }> {
  const wanted = lang.slice(0, 2).toLowerCase();
  const table = Object.hasOwn(TABLES, wanted) ? TABLES[wanted] : undefined;
  const found = await table?.().catch(() => undefined);
  return found ? { lang: wanted, words: found.WORDS } : { lang: 'en', words: ENGLISH };
}

/** The languages that screens speak, as codes of two letters. */
export const LANGUAGES: readonly string[] = ['en', ...Object.keys(TABLES)];
