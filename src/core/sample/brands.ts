/** A made-up brand of the sample and the words its posts use. */
export interface SampleBrand {
  readonly name: string;
  /** Share of the ordinary volume. */
  readonly weight: number;
  /** Ordinary shares of positive and negative posts; the rest is neutral. */
  readonly positiveShare: number;
  readonly negativeShare: number;
  readonly words: Readonly<Record<string, readonly string[]>>;
}

/** What happens to one brand for some days: more posts, another mood, words of its own. */
export interface SampleEvent {
  readonly brand: string;
  /** Hours from the start of the sample to the first post about it. */
  readonly fromHour: number;
  /** Posts in each six hours after it, in multiples of the ordinary volume. */
  readonly volume: readonly number[];
  readonly positiveShare: number;
  readonly negativeShare: number;
  /** Prefix of the phrases in `EVENT_PHRASES`. */
  readonly phrases: 'recall' | 'launch';
}

/** Three brands that do not exist. */
export const SAMPLE_BRANDS: readonly SampleBrand[] = [
  {
    name: 'Brambleloft',
    weight: 4,
    positiveShare: 0.44,
    negativeShare: 0.27,
    words: {
      tag: ['#Brambleloft', '#coffee', '#espresso', '#brambleloft', '#morningcoffee'],
      thing: [
        'coffee machine',
        'espresso machine',
        'Loft Mini',
        'Loft One',
        'grinder',
        'Loft Duo',
        'bean-to-cup machine',
      ],
      part: [
        'milk frother',
        'water tank',
        'drip tray',
        'grinder',
        'steam wand',
        'touch panel',
        'descaling light',
        'app',
      ],
      use: [
        'my first cup',
        'the morning rush',
        'a flat white',
        'two cups a day',
        'guests at brunch',
        'the office kitchen',
        'a proper cappuccino',
      ],
      praise: [
        'the crema is thick and even',
        'it heats up in half a minute',
        'it is so quiet nobody wakes up',
        'the milk foam is like in a cafe',
        'cleaning takes two minutes',
        'every cup tastes the same, in a good way',
      ],
      fault: [
        'it leaks all over the counter',
        'the pump screams like a kettle',
        'the coffee comes out lukewarm',
        'the descaling light never goes off',
        'the app logs me out every single day',
        'the grinder jams on oily beans',
        'the lid cracked after three weeks',
      ],
      question: [
        'fits under a 38 cm cabinet',
        'takes pre-ground coffee',
        'works with oat milk',
        'needs the filter cartridge',
        'can be set to switch on at six',
      ],
    },
  },
  {
    name: 'Wobbleton',
    weight: 3,
    positiveShare: 0.4,
    negativeShare: 0.3,
    words: {
      tag: ['#Wobbleton', '#scooter', '#escooter', '#commute', '#wobbleton'],
      thing: ['scooter', 'W3', 'W3 Lite', 'W2', 'e-scooter', 'City Wob', 'folding scooter'],
      part: ['battery', 'display', 'kickstand', 'folding lock', 'front light', 'rear tyre', 'bell', 'app'],
      use: [
        'the ride to work',
        'my commute',
        'the school run',
        'the last mile from the station',
        'cobbled streets',
        'a hill like ours',
        'weekend errands',
      ],
      praise: [
        'the battery lasts me all week',
        'it folds in two seconds',
        'it glides over cobbles',
        'I have not taken the bus since',
        'the suspension is unreal for the price',
        'it pulls up the hill without a sigh',
      ],
      fault: [
        'the battery died halfway home',
        'the display fogs up in the rain',
        'the folding lock rattles like mad',
        'it refuses to charge below ten degrees',
        'the rear tyre went flat twice in a week',
        'the app cannot find it half of the time',
      ],
      question: [
        'is allowed on trains',
        'copes with rain',
        'carries 110 kg',
        'has a spare charger',
        'takes normal 10 inch tyres',
      ],
    },
  },
  {
    name: 'Fennimoth',
    weight: 3,
    positiveShare: 0.46,
    negativeShare: 0.24,
    words: {
      tag: ['#Fennimoth', '#headphones', '#audio', '#fennimoth', '#nowplaying'],
      thing: ['headset', 'Moth One', 'Moth Lite', 'earbud set', 'Moth Pro', 'over-ear set'],
      part: [
        'noise cancelling',
        'left earbud',
        'charging case',
        'headband',
        'microphone',
        'bass',
        'ear pads',
        'app',
      ],
      use: [
        'the train',
        'long calls',
        'the gym',
        'night flights',
        'an open office',
        'late night mixing',
        'podcasts on a walk',
      ],
      praise: [
        'the noise cancelling eats the whole train',
        'the bass is deep and never muddy',
        'I forget that I wear it',
        'voices sound so natural on calls',
        'the case charges in no time',
        'it survived the washing machine',
      ],
      fault: [
        'the left side cuts out all the time',
        'the headband squeaks',
        'my ears hurt after an hour',
        'callers say that I sound under water',
        'the case does not close any more',
        'it drops the connection in every tunnel',
      ],
      question: [
        'pairs with two phones',
        'comes in green',
        'has a cable in the box',
        'fits small ears',
        'works with an old laptop',
      ],
    },
  },
];

/** Six weeks have one crisis, a recall in the fourth week, and one launch that people like, in the second. */
export const SAMPLE_EVENTS: readonly SampleEvent[] = [
  {
    brand: 'Wobbleton',
    fromHour: 23 * 24 + 9,
    volume: [9, 13, 5, 6, 11, 12, 4, 4.5, 7, 7, 2.5, 2.5, 4, 4, 1.5, 1.5, 2.5, 2, 1, 1, 1.5, 1, 0.5, 0.5],
    positiveShare: 0.04,
    negativeShare: 0.82,
    phrases: 'recall',
  },
  {
    brand: 'Fennimoth',
    fromHour: 10 * 24 + 16,
    volume: [6, 3, 2, 5, 4, 1.5, 1.5, 3, 2, 0.7, 0.7, 1.5, 1, 0.5],
    positiveShare: 0.82,
    negativeShare: 0.05,
    phrases: 'launch',
  },
];
