import { createRng } from '../src/core/rng/rng.ts';

/**
 * Emoji and emoticons whose sense is plain. Sentiment140 took its labels from emoticons and then removed them, and
 * in 2009 there were no emoji: without these a network cannot know that 👍 is praise.
 */
export const PLAIN_EMOJI = {
  positive: (
    '😀 😁 😂 😃 😄 😅 😆 😊 😇 🙂 😉 😍 😘 😗 😙 😚 😋 😎 🤗 🤩 🥰 😻 😸 😺 😹 🙌 👏 👍 👌 💪 🎉 🎊 🎈 🥳 ❤ 💛 💚 💙 💜 🧡 🖤 💕 💖 💗 💓 ' +
    '💞 💘 💝 ✨ 🌟 ⭐ 🔥 💯 🏆 😌 ☺ 🤣 ✅ 🌈 ☀ 🥇 👑 🎂 🍻 🥂 💃 🌹 🌸 🤘 ✌ :) :-) :D =) ;) :P <3 xD ^_^ :] (: =D :-D ;-)'
  ).split(' '),
  negative: (
    '😞 😟 😠 😡 😢 😣 😤 😥 😦 😧 😨 😩 😪 😫 😭 😰 😱 😖 😔 😒 😓 😕 🙁 ☹ 😿 😾 🤬 🤮 🤢 🤒 🤕 😷 👎 💔 💩 🖕 😑 🙄 😬 ' +
    '❌ 🤦 😵 🤧 ⛔ 🚫 :( :-( :/ :-/ D: =( ;( :| -_- T_T </3 ): =/ :-| >_<'
  ).split(' '),
} as const;

/** A source of copies of posts with one to three emoji of their label, mostly at the end. */
export function createEmojiAugmenter(seed: number): (text: string, isPositive: boolean) => string {
  const rng = createRng(seed);
  return (text, isPositive) => {
    const list = isPositive ? PLAIN_EMOJI.positive : PLAIN_EMOJI.negative;
    const one = rng.pick(list);
    const isPicture = /\p{Extended_Pictographic}/u.test(one);
    const emoji = isPicture ? one.repeat(1 + rng.int(3)) : one;
    // One in eight stands alone: then it is all that the network can go by.
    if (rng.chance(0.125)) return emoji;
    if (rng.chance(0.15)) return `${emoji} ${text}`;
    return `${text}${rng.chance(0.3) ? '' : ' '}${emoji}`;
  };
}
