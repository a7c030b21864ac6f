import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGE_NAMES, NO_LANGUAGE } from '../../../src/core/rows/languages.ts';
import { isPlainEnglish } from '../../../src/core/text/plain-english.ts';
import { type LanguageOf, loadLanguageOf } from '../../../src/services/ingest/language.ts';

let languageOf: LanguageOf;
beforeAll(async () => {
  languageOf = await loadLanguageOf();
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

it('only words that no other language has make a text plain English', () => {
  expect(isPlainEnglish('you and me')).toBe(true);
  expect(isPlainEnglish('is dat de man in het huis?')).toBe(false);
  expect(isPlainEnglish('the naïve approach and the rest')).toBe(false);
  expect(isPlainEnglish('kaso nasa Pilipinas tayo, they and super hina naman ng signal dito sa amin')).toBe(
    false,
  );
});
