import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EncoderConfig } from '../../../src/core/text/config.ts';
import { createTokenizer } from '../../../src/core/text/tokenize.ts';

const file = new URL('../../../model/configs/encoder.json', import.meta.url);
const config = JSON.parse(readFileSync(file, 'utf8')) as EncoderConfig;
const tokenize = createTokenizer(config);

/** Text, and its tokens separated by spaces. */
type Case = readonly [text: string, tokens: string];

function holds(name: string, cases: readonly Case[]): void {
  describe(name, () => {
    it.each(cases)('%j', (text, tokens) => {
      expect(tokenize(text).join(' ')).toBe(tokens);
    });
  });
}

holds('negations and contractions', [
  ["I don't like it", "i do n't like it"],
  ['I DON’T', "i do n't <capitals>"],
  ['dont wont cant shouldnt', "do n't wo n't ca n't should n't"],
  ['want front importantnt', 'want front importantnt'],
  ["we'll they've she's I'm you'd", "we 'll they 've she 's i 'm you 'd"],
  ["rock'n'roll", "rock'n'roll"],
]);

holds('emoticons', [
  [':) :-( ;D =P :/', ':) :-( ;D =P :/'],
  ['<3 </3', '<3 </3'],
  ['XD xD', 'XD xD'],
  ['^_^ -_- T_T o_O', '^_^ -_- T_T o_O'],
  ['great:) sad:-(', 'great :) sad :-('],
  ['note:Dear', 'note : dear'],
  [':)))) great:(( <333', ':) <repeated> great :( <repeated> <3 <repeated>'],
  ['8:30', '<number>'],
]);

holds('emoji', [
  ['😀😀', '😀 😀'],
  ['👍🏽', '👍'],
  ['❤️', '❤'],
  ['👩‍💻', '👩 💻'],
  ['🇩🇪', '🇩🇪'],
  ['love😍it', 'love 😍 it'],
]);

holds('hashtags, users, addresses and numbers', [
  ['#Winning', '<hashtag> winning'],
  ['#2009', '# <number>'],
  ['#WIN', '<hashtag> win <capitals>'],
  ['@someone hi', '<user> hi'],
  ['me@example.com', 'me @ example . com'],
  ['http://a.example/b?c=d www.example.org', '<url> <url>'],
  ['3.50 10:30 1,000', '<number> <number> <number>'],
  ['2nd 4u', '2nd 4u'],
]);

holds('elongation, capitals and repetition', [
  ['soooo good', 'soo <elongated> good'],
  ['cool', 'cool'],
  ['COOOOL', 'cool <capitals> <elongated>'],
  ['I am OK', 'i am ok <capitals>'],
  ['no!!! why???', 'no ! <repeated> why ? <repeated>'],
  ['wait... what', 'wait . <repeated> what'],
]);

holds('entities, quotes and forms', [
  ['&lt;3 &amp;lt;3', '<3 <3'],
  ['Tom &amp; Jerry', 'tom & jerry'],
  ['&quot;hi&quot;', '" hi "'],
  ['“hi” ‘there’', '" hi " \' there \''],
  ['ﬁne ｗｉｄｅ', 'fine wide'],
  ['nai\u0308ve', 'naïve'],
  ['a\u0000b\u200bc\ufeff', 'a b c'],
]);

holds('other scripts', [
  ['أحب هذا', 'أحب هذا'],
  ['Отличный Сервис', 'отличный сервис'],
  ['हिन्दी', 'हिन्दी'],
]);

holds('nothing', [
  ['', ''],
  [' \n\t ', ''],
  ['\ud83d', ''],
]);
