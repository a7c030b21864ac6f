/**
 * What a post may be found to be written in, by ISO 639-1 code; the places are stored and never change. The first two are
 * no languages: `''` where none was looked for (a row that was refused, or stored before languages were), `'?'` where it
 * cannot be told.
 */
const NAMES = {
  '': '',
  '?': 'Unclear',
  en: 'English',
  am: 'Amharic',
  ar: 'Arabic',
  az: 'Azerbaijani',
  be: 'Belarusian',
  bg: 'Bulgarian',
  bn: 'Bengali',
  ca: 'Catalan',
  cs: 'Czech',
  da: 'Danish',
  de: 'German',
  el: 'Greek',
  es: 'Spanish',
  et: 'Estonian',
  eu: 'Basque',
  fa: 'Persian',
  fi: 'Finnish',
  fr: 'French',
  gu: 'Gujarati',
  he: 'Hebrew',
  hi: 'Hindi',
  hr: 'Croatian',
  hu: 'Hungarian',
  hy: 'Armenian',
  is: 'Icelandic',
  it: 'Italian',
  ja: 'Japanese',
  ka: 'Georgian',
  kn: 'Kannada',
  ko: 'Korean',
  ku: 'Kurdish',
  lo: 'Lao',
  lt: 'Lithuanian',
  lv: 'Latvian',
  ml: 'Malayalam',
  mr: 'Marathi',
  ms: 'Malay',
  nl: 'Dutch',
  no: 'Norwegian',
  or: 'Odia',
  pa: 'Punjabi',
  pl: 'Polish',
  pt: 'Portuguese',
  ro: 'Romanian',
  ru: 'Russian',
  sk: 'Slovak',
  sl: 'Slovene',
  sq: 'Albanian',
  sr: 'Serbian',
  sv: 'Swedish',
  ta: 'Tamil',
  te: 'Telugu',
  th: 'Thai',
  tl: 'Tagalog',
  tr: 'Turkish',
  uk: 'Ukrainian',
  ur: 'Urdu',
  vi: 'Vietnamese',
  yo: 'Yoruba',
  zh: 'Chinese',
} as const;

/** Names of the languages by place, as a person reads and filters by them. */
export const LANGUAGE_NAMES: readonly string[] = Object.values(NAMES);

const PLACES: ReadonlyMap<string, number> = new Map(Object.keys(NAMES).map((code, place) => [code, place]));

/** Place of a post whose language was not looked for, and of one whose language cannot be told. */
export const NO_LANGUAGE = 0;
export const UNCLEAR = 1;
export const UNCLEAR_NAME = NAMES['?'];
/** The language that the model learnt, and its place. */
export const MODEL_LANGUAGE = 'English';
const MODEL_PLACE = LANGUAGE_NAMES.indexOf(MODEL_LANGUAGE);

/** Place of an ISO 639-1 code; `UNCLEAR` for one that has none. */
export function placeOfLanguage(code: string): number {
  return PLACES.get(code) || UNCLEAR;
}

/** True for a post that was found to be in another language than the model learnt. */
export function isForeign(place: number): boolean {
  return place > UNCLEAR && place !== MODEL_PLACE;
}

// Below this share most are misspelt or very short posts that look like another language.
const OTHER_LANGUAGES_SHARE = 0.01;

/** True where of `posts` so many are in other languages than the model learnt that a person is to be told. */
export function hasOtherLanguages(foreign: number, posts: number): boolean {
  return foreign > 0 && foreign >= OTHER_LANGUAGES_SHARE * posts;
}

/** The language of a post in words; null where none was looked for, or it cannot be told. */
export function languageName(place: number): string | null {
  return place > UNCLEAR ? (LANGUAGE_NAMES[place] ?? null) : null;
}
