import type { Encoder } from './encoder.ts';

/** One text for each thing that the encoder treats in a way of its own. */
export const PROBE_TEXTS: readonly string[] = [
  '',
  '   \t\n',
  'I love this phone, it is the best thing I bought this year.',
  "I don't like it and I can't return it. Won't buy again, didnt work.",
  'SOOOO happy!!! best day everrrr...',
  '@someone look at https://example.com/a?b=c&amp;d=e and www.example.org',
  '#fail the new update is #NotGood #2024',
  'meh :-( :) ;D <3 </3 xD ^_^ =/',
  '😀 👍🏽 👨‍👩‍👧 🇩🇪 ❤️ ☹',
  '“Curly” quotes, it’s &quot;escaped&quot; &amp;lt;3 &#39;twice&#39;',
  'Paid 1,299.00 at 10:45 for 3rd class 2day',
  'antidisestablishmentarianism floccinaucinihilipilification qzxqzx',
  'ﬁne ① Ｆｕｌｌ ｗｉｄｔｈ é e\u0301',
  'Ça va très bien, не очень, 最高です, ممتاز, שלום',
  'a\u0000b\u0007c \ud83d broken \udc00',
  'word '.repeat(300),
];

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/**
 * 16 hex digits over the ids of `PROBE_TEXTS` (64-bit FNV-1a, draft-eastlake-fnv): equal for two encoders that
 * agree on all of them, so that a model is not used with an encoder it was not trained with.
 */
export function encoderFingerprint(encoder: Encoder): string {
  let hash = FNV_OFFSET;
  const add = (value: number): void => {
    hash = BigInt.asUintN(64, (hash ^ BigInt(value)) * FNV_PRIME);
  };
  for (const text of PROBE_TEXTS) {
    for (const id of encoder.encode(text)) {
      add(id & 0xff);
      add(id >>> 8);
    }
    add(0xff);
  }
  return hash.toString(16).padStart(16, '0');
}
