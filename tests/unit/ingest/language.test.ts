import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGE_NAMES, NO_LANGUAGE } from '../../../src/core/rows/languages.ts';
import { isPlainEnglish as isPlain } from '../../../src/core/text/plain-english.ts';
import { languageOfText, loadLanguageOf } from '../../../src/services/ingest/language.ts';

let languageOf: (text: string) => number;
beforeAll(async () => {
  const loaded = await loadLanguageOf();
  languageOf = (text) => languageOfText(text, loaded);
});

const nameOf = (text: string): string => LANGUAGE_NAMES[languageOf(text)]!;

describe('the language of a post', () => {
  it.each([
    ['Spanish', 'El servicio fue horrible, no vuelvo a comprar aquí nunca más'],
    ['Portuguese', 'Não gostei nada do atendimento, demorou muito para chegar'],
    ['French', 'Très déçu par ce téléphone, la batterie ne tient pas la journée'],
    ['German', 'Leider schon nach zwei Wochen kaputt, das Geld kann man sich sparen'],
    ['Italian', 'Sono molto contento del mio acquisto, grazie per la spedizione veloce'],
    ['Dutch', 'Wat een slechte service, ik wacht al drie weken op mijn pakket'],
    ['Turkish', 'Bu telefonu aldığıma çok pişmanım, kesinlikle tavsiye etmiyorum'],
    ['Polish', 'Bardzo dobry produkt, polecam wszystkim którzy szukają czegoś taniego'],
    ['Russian', 'Очень плохое качество, деньги не вернули'],
    ['Arabic', 'الخدمة سيئة جدا ولن أشتري منهم مرة أخرى'],
    ['Hindi', 'यह फ़ोन बहुत अच्छा है, मुझे पसंद आया'],
    ['Japanese', 'このアプリはとても使いやすいです'],
    ['Japanese', 'WeWorkが上場できないので困っている人も多いのではないか'],
    ['Chinese', '这个手机非常好用，我很喜欢'],
    ['Korean', '배송이 너무 늦어서 실망했어요'],
  ])('%s', (language, text) => {
    expect(nameOf(text)).toBe(language);
    expect(nameOf(`RT @shop: ${text} #wow https://t.co/abc`)).toBe(language);
  });

  it.each([
    'the update is fine but I really miss my old phone :(',
    "OMG I can't believe it broke AGAIN!!! worst purchase ever",
    '@amy lol yeah, goin to bed now... gotta work 2morrow ughhh',
    'Just landed at São Paulo, the hotel in El Poblado was great — merci!',
    'I went to the ラーメン place near the office and it was so good',
  ])('English, however it is written: %s', (text) => {
    expect(nameOf(text)).toBe('English');
  });

  it.each([
    '',
    'lol',
    '!!!',
    '😀😀',
    '@someone #tag https://example.com/una/direccion/muy/larga',
    'ok 👍',
    '12 + 3',
  ])('cannot be told from %j', (text) => {
    expect(nameOf(text)).toBe('Unclear');
  });

  it('is the same however long the text goes on, and any text has one', () => {
    const opinion = 'Je suis vraiment content de ce produit, il fonctionne très bien. ';
    expect(nameOf(opinion.repeat(20_000))).toBe('French');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const place = languageOf(text);
        expect(place).toBeGreaterThan(NO_LANGUAGE);
        expect(place).toBeLessThan(LANGUAGE_NAMES.length);
        expect(languageOf(text)).toBe(place);
      }),
    );
  });
});

function isPlainEnglish(text: string): boolean {
  const bytes = new TextEncoder().encode(`ñ${text}ñ`);
  return isPlain(bytes, 2, bytes.length - 2);
}

describe('plain English', () => {
  it.each([
    'you and me, they said',
    "I don't know what you're talking about 😀❤️",
    'RT @someone: what should I do now? https://example.com/el/gato',
    'THE BEST DAY EVER and it is only monday',
  ])('is %s', (text) => {
    expect(isPlainEnglish(text)).toBe(true);
  });

  // Sentences of words that English has too, one by one.
  it.each([
    ['Dutch', 'ik had even geen tijd of zin, want het was over'],
    ['Dutch', 'we waren half in slaap, is dat een man in bed?'],
    ['German', 'so was will ich nicht, all das war mir hell und kind genug'],
    ['German', 'die Person war in der Party so cool'],
    ['Danish', 'jeg har to timer for at have det, og det er for sent at tage med'],
    ['Norwegian', 'det er for like mange som har det bra, men sommer er det ikke'],
    ['Swedish', 'hon har all tid i dag, man kan inte se mer av den'],
    ['Spanish', 'has visto la final, el son de la red es general'],
    ['Portuguese', 'o time do meu pai me fez mal, as notas do dia'],
    ['French', 'on a plus de temps, son art est sale et grave'],
    ['Italian', 'come mai sono solo io a dire che si fa cosi'],
    ['Polish', 'to my jestesmy tu, a to nie jest dom'],
    ['Czech', 'to je let na hory, a my tam jdeme'],
    ['Danish', 'jeg er glad for det'],
    ['German', 'ich war im Bad, so was'],
    ['French', "le but, on l'a vu"],
    ['Catalan', 'el millor any de la meva vida is over'],
    ['Estonian', 'need on too mees'],
    ['Turkish', 'can sen bana on tane ver, at gibi kostu'],
    ['Tagalog', 'at ang sabi ng mga tao, may bago na naman'],
    ['Malay', 'hari ini saya on the way, jangan lupa makan'],
    ['Vietnamese without marks', 'hom nay to di an com, ban co di khong'],
    ['mixed', 'kaso nasa Pilipinas tayo, they and super hina naman ng signal dito sa amin'],
    ['French', 'the naïve approach and the rest of you'],
    ['Japanese', 'this is what they said about the アプリ'],
    ['nothing', '@the @and #you #they https://they.said/you/and/me'],
    ['nothing', ''],
    ['one word', 'they'],
  ])('is not %s: %s', (_, text) => {
    expect(isPlainEnglish(text)).toBe(false);
  });

  it('is told from the bytes between the two places alone', () => {
    const bytes = new TextEncoder().encode('you and они said');
    expect(isPlain(bytes, 0, 7)).toBe(true);
    expect(isPlain(bytes, 0, bytes.length)).toBe(false);
  });
});
