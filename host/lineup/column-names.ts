/**
 * What people and conference tools call the columns of a table, by language; `columns.ts` reads it.
 * Case, accents, blanks and signs do not count: "Author(s)" is `authors`, "Imię i nazwisko" `imieinazwisko`.
 */
export type Column =
  | 'speaker'
  | 'title'
  | 'duration'
  | 'order'
  | 'pronouns'
  | 'sayAs'
  | 'notes'
  | 'skip'
  | 'rules'
  | 'silent'
  | 'noFlash'
  | 'firstName'
  | 'lastName'
  | 'coSpeaker'
  | 'status'
  | 'active'
  | 'cancelled';

/** The first name of each is the one that we write; where two columns compete, the earlier name wins. */
export const NAMES: Readonly<Record<Column, readonly string[]>> = {
  speaker: [
    'speaker; speaker name; speakers; speaker names; name; presenter; presenters; presenter name',
    'author; authors; author name; author names; your name; your full name; full name; names; lecturer',
    'talk by; given by; presented by; who; person; persons; people; participant; attendee; attendee name',
    'Referent; Referentin; Referenten; Referentinnen; Referent*innen; Vortragende; Vortragender; Vortragende(r)',
    'Sprecher; Sprecherin; Sprecher*innen; Redner; Rednerin; Redner*in; Vor- und Nachname; Vorname und Nachname',
    'Dein Name; Ihr Name; Autor; Autorin; Autoren; Autor*in; Wer; Vortrag von',
    'orateur; oratrice; orateurs; orateur·rice; intervenant; intervenante; intervenants; intervenant(e)',
    'intervenant·e; intervenant·es; conférencier; conférencière; conférenciers; présentateur; présentatrice',
    'auteur; auteurs; autrice; nom; noms; votre nom; ton nom; nom complet; nom et prénom; prénom et nom; qui',
    'ponente; ponentes; orador; oradora; oradores; conferenciante; conferencista; expositor; presentador; nombre',
    'nombre completo; nombre y apellidos; nombre y apellido; tu nombre; su nombre; autores; autor(a); autora; quién',
    'palestrante; palestrantes; orador(a); apresentador; apresentadora; nome; nome completo; seu nome; quem',
    'relatore; relatrice; relatori; oratore; oratrice; nome e cognome; il tuo nome; autore; autori; chi',
    'prelegent; prelegentka; prelegenci; prelegent/ka; mówca; mówczyni; imię i nazwisko; wykładowca; kto',
    '発表者; 発表者名; 登壇者; 登壇者名; 講演者; 講演者名; スピーカー; スピーカー名; 氏名; お名前; 名前; 講師; 話者',
  ],
  title: [
    'title; talk; talk title; title of the talk; title of your talk; title of talk; proposal title; topic; subject',
    'session title; session; presentation title; presentation; title of presentation; title of your presentation',
    'lightning talk title; lightning talk; talk name; session name; talk topic; your talk; your topic; paper title',
    'submission title; submission; paper; headline; what',
    'Titel; Thema; Vortragstitel; Vortrag; Titel des Vortrags; Vortragsthema; Thema des Vortrags; Beitrag',
    'titre; sujet; titre de la présentation; titre de l’intervention; titre du talk; titre de la conférence; thème',
    'présentation; conférence; intervention; exposé',
    'título; título de la charla; título de la ponencia; título de la presentación; charla; ponencia; tema',
    'presentación; título da palestra; título da apresentação; palestra; apresentação; assunto',
    'titolo; titolo del talk; titolo dell’intervento; titolo della presentazione; argomento; intervento',
    'presentazione; tytuł; tytuł prezentacji; tytuł wystąpienia; tytuł prelekcji; temat; prezentacja',
    'wystąpienie; prelekcja; タイトル; 発表タイトル; 講演タイトル; トークタイトル; 題名; 題目; 演題; 件名; テーマ; 発表内容',
  ],
  duration: [
    'duration; length; minutes; mins; min; talk length; talk duration; time needed; how long; session length',
    'Dauer; Vortragsdauer; Länge; Minuten; Redezeit',
    'durée; minutes; durée de la présentation; duración; minutos; duração; durata; minuti',
    'czas trwania; długość; czas trwania prezentacji; 発表時間; 所要時間; 持ち時間; 時間; 長さ; 分',
  ],
  order: [
    'order; no; nr; #; position; num; number; nº; Reihenfolge; lfd. Nr.; Nummer; ordre; numéro; orden; número',
    'ordem; ordine; numero; kolejność; lp; numer; 番号; 順番; 順',
  ],
  pronouns: [
    'pronouns; your pronouns; preferred pronouns; Pronomen; pronoms; pronombres; pronomes; pronomi; zaimki',
  ],
  sayAs: [
    'say as; pronunciation; pronounced; name pronunciation; Aussprache; prononciation; pronunciación; pronúncia',
    'pronuncia; wymowa; ふりがな; フリガナ; よみがな; 読み方',
  ],
  notes: [
    'notes; note; remarks; comments; comment; Bemerkungen; Bemerkung; Anmerkungen; Notizen; remarques; notas',
    'observaciones; observações; uwagi; 備考',
  ],
  skip: ['skip; skipped'],
  rules: ['rules'],
  silent: ['silent'],
  noFlash: ['no flash'],
  firstName: [
    'first name; given name; given names; forename; speaker first name; your first name; first; Vorname',
    'prénom; prénoms; primeiro nome; primer nombre; imię; 名',
  ],
  lastName: [
    'last name; surname; family name; speaker last name; your last name; last; Nachname; Familienname; Zuname',
    'nom de famille; apellido; apellidos; sobrenome; apelido; último nome; cognome; nazwisko; 姓',
  ],
  coSpeaker: [
    'co-speaker; co-speakers; co-presenter; co-presenters; second speaker; speaker 2; other speakers; additional speakers',
    'co-author; co-authors; presenter 2',
  ],
  status: [
    'status; state; decision; proposal state; submission state; session status; talk status; attendee status; accepted; approved',
    'confirmed; Zustand; angenommen; statut; état; accepté; estado; aceptado; situação; aceito; stato; accettato',
    'stan; zaakceptowane; ステータス; 状態',
  ],
  active: ['active; is active'],
  cancelled: [
    'cancelled; canceled; is cancelled; is canceled; withdrawn; rejected; abgesagt; annulé; cancelado; annullato',
    'anulowane; キャンセル',
  ],
};

/** A heading that has to do with any of these holds neither a name nor a title. */
export const OTHER =
  /e-?mail|phone|telefon|\bbio|photo|picture|headshot|company|firma\b|organi[sz]ation|affiliation|institut|\bids?\b|\burl\b|\blinks?\b|twitter|mastodon|handle|github|website|abstract|descri|beschreib|summary|\bjob\b|user ?name|country|\bcity\b|timestamp|\bdate\b|\broom\b|track|level|categor|count\b|how many (?:people|talks)|price|ticket|language|slides|\bfile\b|consent|agree|buyer|billing|emergency|reviewer|\bevent\b|venue|chair|tagline|pronoun|status|allerg|メール|所属|会社|概要|自己紹介/u;

/**
 * Questions of forms, on the heading without accents, in small letters: looked at where no name of a
 * column fits.
 */
export const QUESTIONS: readonly (readonly [column: Column, question: RegExp])[] = [
  ['pronouns', /\bpronouns\b/],
  ['status', /\b(?:proposal|submission|talk|session|review)\b.*\b(?:status|state|decision)\b/],
  ['firstName', /\b(?:first|given) names?\b|\bvorname\b|\bprenom\b/],
  [
    'lastName',
    /\b(?:last|family) names?\b|\bsurname\b|\bnachname\b|\bnom de famille\b|\bapellidos?\b|\bcognome\b/,
  ],
  [
    'duration',
    /\bhow (?:long|many min\w*|much time)\b|\bduration\b|\b(?:talk|session|presentation) length\b|\blength of\b|\bminutes\b|\btime (?:do )?you need|\bwie lange\b|\bdauer\b|\blange\b.*\b(?:min|vortrag)|\bcombien de (?:temps|minutes)\b|\bduree\b|\bcuanto (?:tiempo|dura)|\bcuantos minutos|\bduracion\b|\bquanto tempo\b|\bquantos minutos|\bduracao\b|\bquanti minuti|\bdurata\b|\bjak dlugo\b|\bczas trwania\b|何分|所要時間|発表時間/,
  ],
  [
    'title',
    /\btitles?\b|\b(?:name|topic|subject)\b.*\b(?:talk|presentation|session)\b|\b(?:talk|presentation|session)(?:'s)? (?:name|topic|subject)\b|\bwhat\b.*\b(?:talk(?:ing)?|present(?:ing)?|speak(?:ing)?)\b.*\babout\b|\btalk\b.*\bcalled\b|\bcall\b.*\btalk\b|\btitel\b|\bthema\b|\btitre\b|\bsujet\b|\btitulo\b|\btitolo\b|\btytul\b|\btemat\b|\bworuber\b|\bde quoi\b|\bsur quoi\b|\bsobre que\b|\bdi (?:che )?cosa\b|\bo czym\b|何について|タイトル|題名|題目|演題/,
  ],
  [
    'speaker',
    /\b(?:your|full|speakers?'?s?|presenters?'?s?|authors?|attendee|participant)\b.*\bnames?\b|\bnames?\b.*\b(?:speakers?|presenters?|authors?|badge|shown|announce\w*|programme?)\b|\bwho\b.*\b(?:speak\w*|present\w*|giv\w*|are you)\b|\bspeakers?\b|\bpresenters?\b|\b(?:dein|deine|ihr|euer|ihre)\b.*\bnamen?\b|\bnamen?\b.*\b(?:vortragend|referent|sprech)|\b(?:votre|ton|vos)\b.*\bnoms?\b|\bcomment .*(?:vous appelez|tu t'appelles)|\b(?:tu|su)\b.*\bnombre\b|\bcomo te llamas|\bcomo se chama|\bwie hei(?:ss|ß)|\bjak (?:masz na imie|sie nazywasz)|\b(?:seu|teu)\b.*\bnome\b|\btuo\b.*\bnome\b|\bcome ti chiami|\bimie\b.*\bnazwisko\b|発表者|登壇者|講演者|スピーカー|お名前|氏名/,
  ],
];

/** States in which a talk is not given, in whole cells. */
export const GONE: readonly (readonly [what: string, state: RegExp])[] = [
  [
    'cancelled',
    /^(?:cancell?ed|not attending|deleted|no[ -]?show|abgesagt|gestrichen|storniert|annule+s?|cancelad[oa]|annullat[oa]|anulowan\w|odwolan\w|キャンセル|中止|取消)$/,
  ],
  [
    'rejected',
    /^(?:rejected|declined|denied|not accepted|refused|abgelehnt|refuse+s?|rejete+s?|rechazad[oa]|rejeitad[oa]|recusad[oa]|rifiutat[oa]|respint[oa]|odrzucon\w|却下|不採用|不採択)$/,
  ],
  [
    'withdrawn',
    /^(?:withdrawn|withdrew|retracted|zuruckgezogen|retire+s?|retirad[oa]|ritirat[oa]|wycofan\w|辞退|取り下げ)$/,
  ],
];
