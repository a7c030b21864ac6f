import { escapeHtml } from './escape-html.ts';

/**
 * A drawing as it stands within an HTML page: sized by the page, named for screen readers, and without the addresses
 * of namespaces, which HTML does without.
 */
export function inlineSvg(svg: string, label: string): string {
  const bare = svg
    .replace(/<\?xml[^>]*\?>/u, '')
    .replaceAll(/\sxmlns(?::\w+)?="[^"]*"/gu, '')
    .replaceAll(/\s(?:version|baseProfile)="[^"]*"/gu, '')
    .trim();
  return bare.replace('<svg', `<svg role="img" aria-label="${escapeHtml(label)}"`);
}
