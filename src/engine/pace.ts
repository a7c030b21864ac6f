/** Lets other tasks of the realm run now and then during a long computation. */
export interface Pace {
  /** Resolves at once, or in a task of its own where this one has lasted long enough. */
  step(): Promise<void> | undefined;
}

/** Gives way after every `milliseconds` of work. A message that came meanwhile, such as a cancel, is handled then. */
export function createPace(milliseconds: number): Pace {
  let since = performance.now();
  return {
    step() {
      if (performance.now() - since < milliseconds) return undefined;
      return nextTask().then(() => {
        since = performance.now();
      });
    },
  };
}

// A message to oneself: browsers put off timers that beget timers by 4 ms each.
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      // An open port would keep Node from ending.
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
