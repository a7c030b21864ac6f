/** The report's only style sheet: light on screen and on paper, no font or picture from elsewhere. */
export const REPORT_CSS = `
:root{color-scheme:light;--ink:#17191c;--soft:#4d555e;--faint:#646d76;--line:#dfe3e7;--ground:#fff;
--negative:#b04c00;--neutral:#636870;--positive:#00659e}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/20px system-ui,-apple-system,"Segoe UI",Roboto,
"Noto Sans","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums}
main{max-width:960px;margin:0 auto;padding:40px 24px 64px}
h1{margin:0;font-size:28px;line-height:36px;font-weight:600;overflow-wrap:anywhere}
h2{margin:40px 0 8px;font-size:16px;line-height:24px;font-weight:600}
p{margin:0 0 8px;max-width:96ch}
ul{margin:0;padding-left:20px}
.soft{color:var(--soft)}
.note,caption,.figures dt{color:var(--faint);font-size:12px;line-height:16px}
.filters{margin:16px 0 0;border-left:2px solid var(--line);padding-left:12px}
.filters p{margin:0;overflow-wrap:anywhere}
.figures{display:flex;flex-wrap:wrap;gap:12px 40px;margin:24px 0 8px}
.figures dd{margin:0;color:var(--soft);white-space:pre-line}
.figures strong{display:block;font-size:28px;line-height:36px;font-weight:400;color:var(--ink)}
.figures .net strong{font-weight:600}
.figures .Negative strong{color:var(--negative)}
.figures .Neutral strong{color:var(--neutral)}
.figures .Positive strong{color:var(--positive)}
.mark{font-size:14px;line-height:1}
.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 24px;margin:0}
.facts dt{color:var(--soft)}
.facts dd{margin:0;overflow-wrap:anywhere}
.facts code{font:12px/20px ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
figure{margin:0 0 8px}
figure svg{display:block;width:100%;height:auto}
table{width:100%;border-collapse:collapse;margin:0 0 16px}
caption{padding:0 0 4px;text-align:left}
th,td{padding:4px 12px 4px 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;
font-weight:400}
td,tbody th{overflow-wrap:anywhere}
td:nth-child(2){overflow-wrap:normal}
.appendix tbody th{white-space:nowrap}
.tables{display:grid;gap:0 40px}
.tables.two{grid-template-columns:repeat(2,minmax(0,1fr))}
thead th{color:var(--faint);font-size:12px;line-height:16px}
.number{padding-right:0;padding-left:12px;text-align:right;white-space:nowrap;overflow-wrap:normal}
.posts{margin:0 0 16px;padding-left:24px}
.posts li{margin:0 0 8px;overflow-wrap:anywhere}
.posts p{margin:0}
@media screen and (max-width:640px){main{padding:24px 16px 40px}.tables.two{grid-template-columns:minmax(0,1fr)}
.number{white-space:normal;padding-left:8px}th,td{padding-right:6px}table{font-size:12px;line-height:16px}
.facts{grid-template-columns:1fr}.facts dd{margin-bottom:8px}}
@media print{
@page{margin:16mm 14mm}
body{font-size:10pt;line-height:14pt}
main{max-width:none;padding:0}
h1{font-size:18pt;line-height:24pt}
.figures{gap:8pt 18pt}
.figures strong{font-size:18pt;line-height:24pt}
.figures dd{font-size:9pt}
h2{margin-top:20pt}
h2,caption{break-after:avoid}
figure,tr,li,.figures,.facts>*{break-inside:avoid}
thead{display:table-header-group}
.appendix{break-before:page}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`;
