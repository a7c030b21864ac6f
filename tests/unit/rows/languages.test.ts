import { eld } from 'eld/extrasmall';
import { expect, it } from 'vitest';
import {
  hasOtherLanguages,
  isForeign,
  LANGUAGE_NAMES,
  languageName,
  MODEL_LANGUAGE,
  NO_LANGUAGE,
  placeOfLanguage,
  UNCLEAR,
} from '../../../src/core/rows/languages.ts';

it('places are stored: none of them moves', () => {
  expect(LANGUAGE_NAMES.length).toBe(62);
  expect(['en', 'es', 'ja', 'zh'].map(placeOfLanguage)).toEqual([2, 14, 28, 61]);
  expect([NO_LANGUAGE, UNCLEAR]).toEqual([0, 1]);
});

it('every language that can be found has a place and a name of its own', () => {
  const places = Object.values(eld.info().Languages).map(placeOfLanguage);
  expect(places.every((place) => place > UNCLEAR)).toBe(true);
  expect(new Set(places.map(languageName)).size).toBe(places.length);
  expect(new Set(LANGUAGE_NAMES).size).toBe(LANGUAGE_NAMES.length);
});

it('what was not looked for, or cannot be told, is no other language', () => {
  expect([NO_LANGUAGE, UNCLEAR, placeOfLanguage('en')].some(isForeign)).toBe(false);
  expect(isForeign(placeOfLanguage('pt'))).toBe(true);
  expect([NO_LANGUAGE, UNCLEAR, placeOfLanguage('xx'), 200].map(languageName)).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(languageName(placeOfLanguage('en'))).toBe(MODEL_LANGUAGE);
});

it('one scored post in a hundred is enough to tell a person', () => {
  expect(hasOtherLanguages(1, 100)).toBe(true);
  expect(hasOtherLanguages(1, 101)).toBe(false);
  expect(hasOtherLanguages(0, 0)).toBe(false);
});
