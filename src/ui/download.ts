// The browser reads the blob after the click returns; a minute is ample, and then the memory is given back.
const KEEP_MS = 60_000;

/** Saves a blob as a file of the person's, through the browser's own download. */
export function downloadBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
