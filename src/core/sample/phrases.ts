/** A mood of a made-up post. */
export type Mood = 'positive' | 'neutral' | 'negative';

/**
 * Sentences by mood. `{word}` stands for one entry of that list, here, in `SHARED_PHRASES` or among the words
 * of the brand, which may hold such words again.
 */
export const MOOD_PHRASES: Readonly<Record<Mood, readonly string[]>> = {
  positive: [
    '{openGood} my {brand} {thing}, {praise}{endGood}',
    '{since} with the {brand} {thing} and {praise}{endGood}',
    'the {part} of the {brand} {thing} is {great}{endGood}',
    '{brand} support {helped}{endGood}',
    'best thing I bought {when}: a {brand} {thing}. {Praise}{endGood}',
    'ok I was sceptical about {brand} but {praise}. {converted}',
    '{brand} {thing} + {use} = {bliss}{endGood}',
    'my {person} got a {brand} {thing} and now I want one too, {praise}',
    '{Praise}. {great} for {use}. well done {brand}{endGood}',
    'not an ad, just {happy} with my {brand}: {praise}',
    'if you are thinking about a {brand} {thing} for {use}, do it. {Praise}{endGood}',
    'update after {span}: {praise}, the {part} still like new. {stars5}',
    'shoutout to @{brandHandle}, they {helped}{endGood}',
    '{stars5}: {praise} and {praise}',
  ],
  neutral: [
    'does anyone know if the {brand} {thing} {question}?',
    'anyone using a {brand} for {use}? how is the {part}?',
    'picked up a {brand} {thing} {when}, will report back',
    'saw a {brand} ad {place} {when}',
    '{brand} {thing} or the older one for {use}? can not decide',
    'comparing the {part} of three brands {when}, {brand} is next',
    'selling my {brand} {thing}, used for {span}, pick up only',
    '{brand} says the update for the {part} comes {soon}',
    'the {brand} shop {place} opens at ten from now on',
    'my {brand} {thing} is here, unboxing {soon}',
    'question to {brand} owners: which {part} did you get?',
    '@{brandHandle} will the {thing} be back in stock {soon}?',
    'day {number} with the {brand} {thing}. it is fine I guess',
    'reading the manual of the {brand} {thing} so that you do not have to',
  ],
  negative: [
    '{openBad} my {brand} {thing}: {fault}{endBad}',
    '{since} with the {brand} {thing} and {fault}{endBad}',
    'the {part} of the {brand} {thing} is {awful}{endBad}',
    '{brand} support {ignored}{endBad}',
    'wanted to like the {brand} {thing} but {fault}. {returned}',
    'do not buy the {brand} {thing} for {use}. {Fault}{endBad}',
    '{Fault}. again. thanks for nothing {brand}{endBad}',
    '@{brandHandle} {fault}, what now?',
    'update after {span}: {fault}. {stars1}',
    'paid {price} for a {brand} {thing} and {fault}{endBad}',
    'third {brand} {thing} in {span} and still {fault}. {returned}',
    '{stars1}: {fault} and {brand} {ignored}',
    'my {person} warned me about {brand}. {Fault}{endBad}',
    'how can a {price} {thing} be this {awful}? {Fault}{endBad}',
  ],
};

/** Sentences that only the recall and the launch bring. */
export const EVENT_PHRASES: Readonly<Record<'recall' | 'launch', Readonly<Record<Mood, readonly string[]>>>> =
  {
    recall: {
      positive: [
        'got my {brand} brake kit within two days, fair play to them',
        'credit to {brand}, refund for the recalled {thing} is already here',
        '{brand} shop swapped the brake lever while I waited. good service in a bad week',
      ],
      neutral: [
        '{brand} recalls {units} scooters over faulty brake levers, serial numbers in the link',
        'is the W3 Lite part of the {brand} recall as well?',
        'how do I find the serial number for the {brand} recall?',
        '{brand} statement on the brake recall is out, stop riding until checked',
      ],
      negative: [
        '{brand} knew about the brakes for {span} and said nothing{endBad}',
        'the brake lever of my {brand} snapped {where}. {shaken}',
        '{brand} recall: {units} scooters with brakes that can fail. {outrage}',
        'recall hotline of {brand}: {number} minutes on hold, then cut off{endBad}',
        'my {person} fell because the {brand} brakes gave in. {shaken} #recall',
        '"stop riding immediately" says {brand}, the day after {they}. {outrage}',
        'so the {brand} recall form crashes when you enter the serial number{endBad}',
        'no refund, just a repair kit? after the brakes failed? {outrage} #WobbletonRecall',
        'brakes. how do you get BRAKES wrong, {brand}? {outrage} {angry}',
        'never again {brand}. a recall three weeks late is not "safety first" {angry}',
        'returned my {brand} {thing} {when}, not risking it with those brakes #WobbletonRecall',
        'first the accident reports, now the recall. {brand} is {awful}{endBad}',
      ],
    },
    launch: {
      positive: [
        'the new {brand} Moth Two is {great}{endGood}',
        'just tried the Moth Two {place}, {praise}{endGood} #MothTwo',
        'preordered the {brand} Moth Two within a minute, so {happy}',
        'that {brand} launch event! 40 hours of battery AND this price? {converted}',
        'Moth Two first impressions: {praise}, {praise}. {stars5}',
        '{brand} listened: replaceable battery on the Moth Two{endGood} #MothTwo',
        'my Moth Two is here a day early, {bliss}{endGood}',
      ],
      neutral: [
        '{brand} announces the Moth Two, in shops {soon}',
        'Moth Two or keep my Moth One? #MothTwo',
        'anyone know if the {brand} Moth Two {question}?',
      ],
      negative: ['Moth Two sold out in an hour, of course. hire someone for the shop page {brand}'],
    },
  };
