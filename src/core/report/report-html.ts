import { escapeHtml } from './escape-html.ts';
import { REPORT_CSS } from './report-css.ts';
import type { Report, ReportFact, ReportPosts, ReportSection, ReportTable } from './types.ts';

// The file may do nothing but show itself: no script, no request, whatever a text in it says.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A report as one HTML file that asks for nothing else. Every text is escaped; the chart's SVG is taken as it is. */
export function reportHtml(report: Report): string {
  return `<!doctype html>
<html lang="${escapeHtml(report.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(report.title)}</title>
<style>${REPORT_CSS}</style>
</head>
<body>
<main>
${body(report)}
</main>
</body>
</html>
`;
}

function body(report: Report): string {
  return [
    `<h1>${escapeHtml(report.title)}</h1>`,
    `<p class="soft">${escapeHtml(report.subtitle)}</p>`,
    `<p class="soft">${escapeHtml(report.made)}</p>`,
    filters(report.filters),
    figures(report),
    chart(report.chart),
    ...report.sections.map(section),
    ...report.posts.map(posts),
    `<h2>What was read</h2>${facts(report.facts)}`,
    `<h2>Method and limits</h2><ul>${report.method.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`,
    `<h2>How to check it</h2>${facts(report.provenance)}`,
    report.appendix
      ? `<section class="appendix"><h2>The chart as a table</h2>${table(report.appendix)}</section>`
      : '',
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function filters(lines: readonly string[]): string {
  if (lines.length === 0) return '<div class="filters" data-testid="filters"><p>All scored posts</p></div>';
  const words = lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('');
  return `<div class="filters" data-testid="filters"><p class="note">Only posts with</p>${words}</div>`;
}

function figures({ net, classes }: Report): string {
  const { value, low, high } = net.estimate;
  const shares = classes.map(
    ({ sentiment, mark, count, share, words }) =>
      `<div class="${sentiment}"><dt>${sentiment}</dt><dd><strong data-testid="class-${sentiment.toLowerCase()}" data-count="${count}"><span class="mark" aria-hidden="true">${escapeHtml(mark)}</span> ${escapeHtml(share)}</strong>${escapeHtml(words)}</dd></div>`,
  );
  return `<dl class="figures"><div class="net"><dt>Net sentiment</dt><dd><strong data-testid="net-sentiment" data-value="${value}" data-low="${low}" data-high="${high}">${escapeHtml(net.words)}</strong>${escapeHtml(net.interval)}</dd></div>${shares.join('')}</dl><p class="note">${escapeHtml(net.note)}</p>`;
}

function chart(drawn: Report['chart']): string {
  if (!drawn) return '';
  return `<h2>${escapeHtml(drawn.label)}</h2><figure data-testid="chart">${drawn.svg}<figcaption class="note">${escapeHtml(drawn.note)}</figcaption></figure>`;
}

function section({ title, paragraphs, tables }: ReportSection): string {
  const words = paragraphs.map((text) => `<p class="soft">${escapeHtml(text)}</p>`).join('');
  return `<section><h2>${escapeHtml(title)}</h2>${words}<div class="tables${tables.length === 2 ? ' two' : ''}">${tables.map(table).join('')}</div></section>`;
}

function posts({ title, posts: list }: ReportPosts): string {
  const items = list.map(
    ({ text, about }) => `<li><p>${escapeHtml(text)}</p><p class="note">${escapeHtml(about)}</p></li>`,
  );
  return `<section><h2>${escapeHtml(title)}</h2><ol class="posts">${items.join('')}</ol></section>`;
}

function facts(list: readonly ReportFact[]): string {
  const items = list.map(({ label, value, isCode }) => {
    const words = escapeHtml(value);
    return `<dt>${escapeHtml(label)}</dt><dd>${isCode ? `<code>${words}</code>` : words}</dd>`;
  });
  return `<dl class="facts">${items.join('')}</dl>`;
}

function table({ caption, columns, rows, figuresFrom }: ReportTable): string {
  const look = (column: number): string => (column >= figuresFrom ? ' class="number"' : '');
  const head = columns.map((name, i) => `<th scope="col"${look(i)}>${escapeHtml(name)}</th>`).join('');
  const lines = rows.map((cells) => {
    const line = cells.map((cell, i) =>
      i === 0 ? `<th scope="row">${escapeHtml(cell)}</th>` : `<td${look(i)}>${escapeHtml(cell)}</td>`,
    );
    return `<tr>${line.join('')}</tr>`;
  });
  const title = caption === '' ? '' : `<caption>${escapeHtml(caption)}</caption>`;
  return `<table>${title}<thead><tr>${head}</tr></thead><tbody>\n${lines.join('\n')}\n</tbody></table>`;
}
