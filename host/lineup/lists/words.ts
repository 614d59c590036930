/** Words that tell headings and breaks from names, in the languages that we know. */
import { nameLikeness } from './divide.ts';

/** A line without a divider that has one of these in it is a heading, no name. */
const HEADING =
  /\b(?:lightning|talks?|sessions?|schedule|agenda|program(?:me)?|line-?up|speakers|titles?|sign-?up|list of|waiting list|wait ?list|backup talks|warteliste|nachrücker|liste d'attente|lista de espera|lista d'attesa|lista rezerwowa|track|room \w+|day (?:\d|one|two|three)|conference|meetup|vortr(?:ag|äge|agsrunde|agende)|tag \d|programm|ablauf|redner|raum \w+|liste|jour(?:née)? \d|exposés?|présentations?|séance|salle \w+|charlas?|ponencias?|d[ií]a \d|sala \w+|palestras?|apresentações|interventi|presentazioni|giorno \d|prelekcje|wystąpienia|dzień \d)\b|トーク|発表|日目|大会|勉強会|タイトル|キャンセル待ち/iu;
const DAY =
  /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|segunda|terça|quarta|quinta|sexta|lunedì|martedì|mercoledì|giovedì|venerdì|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela)\b|\d{4}-\d\d-\d\d|\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)?|\b(?:19|20)\d\d\b|[\d一二三四五六七八九十]+月|[月火水木金土日]曜/iu;
const BREAK =
  /^(?:(?:coffee|tea|lunch|short|afternoon|dinner)[ -]?(?:break|time)?|break|intermission|pause|kaffeepause|mittagspause|mittagessen|pause[ -]café|déjeuner|pausa|pausa para (?:el )?café|descanso|almuerzo|comida|almoço|intervalo|pranzo|intervallo|przerwa(?: kawowa| obiadowa)?|obiad|休憩|昼休み|welcome|opening|closing|introduction|intro|begrüßung|abschluss|accueil|clôture|bienvenida|cierre|abertura|encerramento|benvenuto|chiusura|powitanie|zakończenie|開会|閉会)[.!]?$/iu;

/** What a line without a divider is, if it is no name: "heading" or "break". */
export function notName(text: string): 'heading' | 'break' | undefined {
  if (BREAK.test(text)) return 'break';
  return /[:\uff1a]$/u.test(text) || HEADING.test(text) || DAY.test(text) ? 'heading' : undefined;
}

const WHOLE =
  /^(?:(?:the )?(?:lightning )?(?:talks|sessions?)|lightning talk session|schedule|agenda|program(?:me)?|line-?up|speakers|blitzvorträge|kurzvorträge|vorträge|programm|ablauf|exposés|programa|charlas(?: relámpago)?|palestras(?: relâmpago)?|programma|interventi|prelekcje|lightning|ライトニングトーク|LT)$/iu;

/** `Lightning talks - Day 2` above the talks. */
export const isTitleOfAll = (first: string, second: string): boolean =>
  WHOLE.test(first) || (notName(first) === 'heading' && notName(second) === 'heading');

/** What a line such as `Room: A` speaks of, where it is neither speaker nor title. */
const DETAIL =
  /^(?:date|time|when|where|location|place|venue|room|moderators?|moderation|host|mc|chair|wi-?fi|url|link|notes?|contact|organi[sz]ers?|e-?mail|hashtag|slides|deadline|rules|remember|important|datum|ort|raum|zeit|wann|wo|hinweis|lieu|heure|salle|quand|où|animation|fecha|lugar|sala|hora|cuándo|dónde|data|luogo|ora|quando|dove|miejsce|godzina|kiedy|gdzie|日時|場所|会場|司会)$/iu;

export const isDetail = (text: string): boolean => DETAIL.test(text);

/** "5 minutes each!" is no name; "Sam Sample Jr." is one. */
export const isSentence = (text: string): boolean =>
  nameLikeness(text) === 0 && /^\d+\s|[!?\u2026\uff01\uff1f]$|\s\p{Ll}+\.$/u.test(text);
