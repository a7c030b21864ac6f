import { describe, expect, it } from 'vitest';
import { escapeHtml } from '../../../src/core/report/escape-html.ts';
import { inlineSvg } from '../../../src/core/report/inline-svg.ts';
import { reportHtml } from '../../../src/core/report/report-html.ts';
import type { Report } from '../../../src/core/report/types.ts';

const EVIL = `</style><script>alert("1")</script> & 'x'`;

const report: Report = {
  language: 'en',
  title: `Sentiment of ${EVIL}`,
  subtitle: EVIL,
  made: EVIL,
  filters: [`text that matches: ${EVIL}`],
  facts: [{ label: 'File', value: EVIL }],
  net: {
    estimate: { value: -0.3125, low: -0.34, high: -0.28 },
    words: '−31',
    interval: '−34 to −28',
    note: EVIL,
  },
  change: {
    title: EVIL,
    estimate: { value: -0.27, low: -0.32, high: -0.22 },
    words: '−27',
    interval: EVIL,
  },
  classes: [{ sentiment: 'Negative', mark: '▼', count: 4_200, share: '42 %', words: '4,200 posts' }],
  chart: { svg: '<svg role="img"></svg>', label: 'Over time', note: EVIL },
  sections: [
    {
      title: 'Events',
      paragraphs: [EVIL],
      tables: [{ caption: EVIL, columns: ['No.', 'Words'], rows: [['1', EVIL]], figuresFrom: 1 }],
    },
  ],
  posts: [{ title: 'Most negative posts', posts: [{ text: EVIL, about: EVIL }] }],
  method: [EVIL],
  provenance: [{ label: 'Model', value: EVIL, isCode: true }],
  appendix: { caption: '', columns: ['From', 'Posts'], rows: [[EVIL, '12']], figuresFrom: 1 },
};

describe('reportHtml', () => {
  const html = reportHtml(report);

  it('shows texts as they are and never runs them', () => {
    expect(html).not.toContain('<script');
    expect(html.match(/<style>/gu)).toHaveLength(1);
    expect(html.match(/&lt;script&gt;/gu)).toHaveLength(18);
  });

  it('asks for nothing outside itself', () => {
    expect(html).not.toMatch(/https?:|\bsrc=|\bhref=|url\(|@import/u);
    expect(html).toContain("default-src 'none'");
  });

  it('carries net sentiment and counts as numbers', () => {
    expect(html).toContain(
      'data-testid="net-sentiment" data-value="-0.3125" data-low="-0.34" data-high="-0.28">−31<',
    );
    expect(html).toContain(
      'data-testid="net-change" data-value="-0.27" data-low="-0.32" data-high="-0.22">−27<',
    );
    expect(html).toContain('data-testid="class-negative" data-count="4200"');
  });

  it('is the same for the same report', () => {
    expect(reportHtml(structuredClone(report))).toBe(html);
  });

  it('has no post, table or filter where there is none', () => {
    const bare = reportHtml({
      ...report,
      change: null,
      filters: [],
      posts: [],
      sections: [],
      chart: null,
      appendix: null,
    });
    expect(bare).toContain('All scored posts');
    expect(bare).not.toMatch(/net-change|<table|<ol|<figure|class="appendix"/u);
  });
});

describe('escapeHtml', () => {
  it('escapes what ends a text or an attribute, and drops control characters', () => {
    expect(escapeHtml(`a<b>&"c"'\u0000\u001B\n`)).toBe('a&lt;b&gt;&amp;&quot;c&quot;&#39;\n');
  });
});

describe('inlineSvg', () => {
  it('names the drawing and leaves the namespaces out', () => {
    const svg =
      '<svg width="9" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" baseProfile="full"><g></g></svg>';
    expect(inlineSvg(svg, 'Posts & shares')).toBe(
      '<svg role="img" aria-label="Posts &amp; shares" width="9"><g></g></svg>',
    );
  });
});
