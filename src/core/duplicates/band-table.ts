const LEAST_SLOTS = 1 << 10;
// A band that so many have says little; to look at all of them would take time that grows with the square.
const MOST_ALIKE = 12;

/**
 * Which sketches have a band in common (locality-sensitive hashing, Indyk and Motwani 1998): a table of band keys with
 * open addresses, 8 bytes a slot.
 */
export interface BandTable {
  /** Shows the sketches that have been entered under `key`, and maybe a few others. */
  look(key: number, visit: (sketch: number) => void): void;
  enter(key: number, sketch: number): void;
}

/** No band yet. */
export function createBandTable(): BandTable {
  let slots = LEAST_SLOTS;
  let sketches = new Uint32Array(slots);
  let keys = new Uint32Array(slots);
  let size = 0;

  function put(key: number, value: number): void {
    let slot = key & (slots - 1);
    while (sketches[slot] !== 0) slot = (slot + 1) & (slots - 1);
    sketches[slot] = value;
    keys[slot] = key;
  }

  function grow(): void {
    const [oldSketches, oldKeys] = [sketches, keys];
    slots *= 2;
    sketches = new Uint32Array(slots);
    keys = new Uint32Array(slots);
    for (let at = 0; at < oldKeys.length; at++)
      if (oldSketches[at] !== 0) put(oldKeys[at]!, oldSketches[at]!);
  }

  return {
    look(key, visit) {
      for (let slot = key & (slots - 1); sketches[slot] !== 0; slot = (slot + 1) & (slots - 1))
        if (keys[slot] === key) visit(sketches[slot]! - 1);
    },
    enter(key, sketch) {
      let alike = 0;
      for (let slot = key & (slots - 1); sketches[slot] !== 0; slot = (slot + 1) & (slots - 1))
        if (keys[slot] === key && ++alike === MOST_ALIKE) return;
      put(key, sketch + 1);
      if (4 * ++size > 3 * slots) grow();
    },
  };
}
