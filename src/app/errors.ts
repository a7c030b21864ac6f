/** A failure in words for a person: what happened, what was kept, what to do next. */
export function failureText(error: unknown): string {
  switch (codeOf(error)) {
    case 'quota':
      return 'The browser’s storage is full. What is stored is kept. Delete a dataset on the start page, or free space on the disk, and try again.';
    case 'unavailable':
      return 'This browser does not let the app store data here. Private windows often forbid it: open the app in a normal window.';
    case 'worker-lost':
      return 'A background worker stopped, perhaps for lack of memory. What was scored is kept. Reload the page and continue.';
    case 'unreadable':
      return 'The file is damaged or cut off. The rows before the damage are kept and scored. Get the file again for the rest.';
    case 'not-found':
      return 'This dataset was deleted, perhaps in another tab.';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** The stable code of an error of ours; '' where it has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
