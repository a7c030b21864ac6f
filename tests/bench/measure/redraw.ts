import type { Locator } from '@playwright/test';

const QUIET_MS = 250;

/** What a person does to a control. */
export type Act =
  | { readonly kind: 'click' }
  /** Types and presses Enter, so that no wait for the next letter is timed. */
  | { readonly kind: 'type'; readonly text: string };

/**
 * Milliseconds from an act on a control to the last change of anything on the page. What the person does is done within
 * the page, so that no message between processes is timed.
 */
export function redrawMs(control: Locator, act: Act): Promise<number> {
  return control.evaluate(
    (element, { act, quiet }) =>
      new Promise<number>((resolve) => {
        const from = performance.now();
        let last = from;
        const observer = new MutationObserver(() => {
          last = performance.now();
        });
        observer.observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
        const check = setInterval(() => {
          if (performance.now() - last < quiet || last === from) return;
          clearInterval(check);
          observer.disconnect();
          resolve(last - from);
        }, 20);
        if (act.kind === 'click') return (element as HTMLElement).click();
        // React listens to the event and compares with the value that it set itself.
        const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
        set!.call(element, act.text);
        element.dispatchEvent(new Event('input', { bubbles: true }));
        element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      }),
    { act, quiet: QUIET_MS },
  );
}
