import type { Encoder } from '../core/text/encoder.ts';
import { sha256Hex } from './sha256.ts';

/**
 * Texts that together reach every branch of the encoder. Their ids tell whether a vocabulary and this code are
 * the pair that a network was trained with. A change here makes every exported model foreign.
 */
export const PROBE_TEXTS: readonly string[] = [
  '',
  '   \n\t ',
  'I love this phone',
  "I don't love this phone",
  'dont wont cant shouldnt ain’t',
  "we'll they've she's I'm you'd it's",
  'soooooo haaaappy!!!!! YESSSS yesss too',
  'GREAT service, LOL :) :-( ;D XD <3 </3 ^_^ -_- o_O T_T great:) sad:(( :)))) <333',
  'http://example.com/a?b=c www.example.org pic.twitter.com/xyz',
  '@someone thanks @other_one! mail me@example.com',
  '#winning #Fail2009 #2009 # alone',
  '&lt;3 &amp;lt;3 Tom &amp; Jerry &quot;quoted&quot; &#39;s',
  '“curly” ‘quotes’ «guillemets» „low“',
  '👍🏽 👩‍💻 ❤️ 🇩🇪 😀😀😀 🏳️‍🌈',
  '3.50 10:30 1,000,000 2nd 4u',
  'antidisestablishmentarianism supercalifragilisticexpialidocious xqzxqzxqz xqzvxqzvxq xqzvjxqzvjxq',
  'naïve café ﬁancée ｗｉｄｅ',
  'أحب هذا الهاتف',
  'אני אוהב את זה',
  'これは最高です 我喜欢它',
  'отличный сервис',
  '\u0000\u0007 control \ud83d lone \udc4d surrogates \ufeff',
  '... ---- *** ??!! $$$ %%',
  'not bad at all, not good either '.repeat(40),
  // Few tokens and many characters: where the middle is cut decides how many addresses are whole.
  'http://example.com/a-long-address-of-many-letters '.repeat(100),
];

/** SHA-256 of the ids of the probe texts. Equal for encoders that agree on them, in any realm. */
export function fingerprintEncoders(encoders: readonly Encoder[]): Promise<string> {
  const all = encoders.map((encoder) => PROBE_TEXTS.map((text) => Array.from(encoder.encode(text))));
  // One encoder is written as the first format of models did, which had no more.
  return sha256Hex(new TextEncoder().encode(JSON.stringify(all.length === 1 ? all[0] : all)));
}
