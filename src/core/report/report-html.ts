import type { Estimate } from '../stats/intervals.ts';
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

function figures({ net, change, classes }: Report): string {
  const whole = {
    look: 'net',
    title: 'Net sentiment',
    testId: 'net-sentiment',
    data: estimateData(net.estimate),
    words: net.words,
    range: net.interval,
    mark: '',
  };
  const changed = change && {
    look: 'change',
    title: change.title,
    testId: 'net-change',
    data: estimateData(change.estimate),
    words: change.words,
    range: change.interval,
    mark: '',
  };
  const shares = classes.map(({ sentiment, mark, count, share, words }) => ({
    look: sentiment,
    title: sentiment,
    testId: `class-${sentiment.toLowerCase()}`,
    data: `data-count="${count}"`,
    words: share,
    range: words,
    mark,
  }));
  const all = [whole, ...(changed ? [changed] : []), ...shares];
  return `<dl class="figures">${all.map(figure).join('')}</dl><p class="note">${escapeHtml(net.note)}</p>`;
}

function estimateData({ value, low, high }: Estimate): string {
  return `data-value="${value}" data-low="${low}" data-high="${high}"`;
}

interface Figure {
  readonly look: string;
  readonly title: string;
  readonly testId: string;
  /** Attributes with the exact numbers, for whoever compares them with the screen. */
  readonly data: string;
  readonly words: string;
  readonly range: string;
  /** A sign beside it that does not depend on colour; '' for none. */
  readonly mark: string;
}

function figure({ look, title, testId, data, words, range, mark }: Figure): string {
  const sign = mark === '' ? '' : `<span class="mark" aria-hidden="true">${escapeHtml(mark)}</span> `;
  const value = `<strong data-testid="${testId}" ${data}>${sign}${escapeHtml(words)}</strong>`;
  return `<div class="${look}"><dt>${escapeHtml(title)}</dt><dd>${value}${escapeHtml(range)}</dd></div>`;
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
