/**
 * The page around the data: HTML, policy, scripts.
 *
 * @module
 */
import { createHash } from "node:crypto";
import type { PageData } from "./page_data.ts";
import { SECTIONS, type TextKey, TEXTS } from "./texts.ts";

/** What the page is made of. */
export interface PageParts {
  /** What it shows. */
  readonly data: PageData;
  /** Its styles. */
  readonly css: string;
  /** Its scripts, in the order in which they run. */
  readonly scripts: readonly string[];
}

/** A text as the content of an element, or as an attribute's value between quotation marks. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}

/** A value as JSON that can stand in a `<script>`: no `<` can end it or open a comment. */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

/** The whole page. It asks for nothing: its policy forbids any request, and any other script. */
export function pageHtml({ data, css, scripts }: PageParts): string {
  const safe = scripts.map((script) => script.replace(/<(?=\/script|!--)/gi, "\\x3c"));
  const hashes = safe.map((script) => `'sha256-${sha256(script)}'`).join(" ");
  const policy = `default-src 'none'; script-src ${hashes}; style-src 'unsafe-inline'; ` +
    "img-src data:; base-uri 'none'; form-action 'none'";
  const { language } = data;
  const text = (key: TextKey) => `data-text="${key}">${escapeHtml(TEXTS[key][language])}`;
  const shown = SECTIONS.filter((id) =>
    id === "neurons" || id === "filters" ? data[id] !== undefined : true
  );
  const links = shown.map((id) => `<li><a href="#${id}" ${text(words(id, data).title)}</a></li>`);
  const sections = shown.map((id) =>
    `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title" ${text(words(id, data).title)}</h2>
<p class="note" ${text(words(id, data).note)}</p>
<div class="content"></div>
</section>`
  );
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Ardoise">
<title>${escapeHtml(data.name)} – Ardoise</title>
<link rel="icon" href="data:,">
<style>
${css}</style>
</head>
<body>
<a class="skip" href="#main" ${text("skip")}</a>
<header>
<div class="bar">
<p class="brand">Ardoise</p>
<div class="controls">
<div role="group" class="languages" aria-label="Language – Langue">
<button type="button" data-language="en" lang="en">English</button>
<button type="button" data-language="fr" lang="fr">Français</button>
</div>
<button type="button" id="theme" aria-pressed="false" ${text("dark")}</button>
</div>
</div>
<h1><span ${text("report")}</span> <span class="name">${escapeHtml(data.name)}</span></h1>
<p id="subtitle"></p>
${
    data.reproduced
      ? ""
      : `<p id="notice" class="warning"></p>\n`
  }<nav aria-labelledby="contents"><h2 id="contents" class="hidden" ${text("contents")}</h2>
<ul>
${links.join("\n")}
</ul></nav>
</header>
<main id="main" tabindex="-1">
<noscript><p>This page draws its charts with JavaScript. Cette page dessine ses graphiques avec JavaScript.</p></noscript>
${sections.join("\n")}
</main>
<dialog id="dialog" aria-labelledby="dialog-title"></dialog>
<footer><p id="made"></p></footer>
<script type="application/json" id="data">${escapeJson(data)}</script>
${safe.map((script) => `<script>${script}</script>`).join("\n")}
</body>
</html>
`;
}

/** A baseline has no epochs, and a linear model no neurons: some sections say something else. */
function words(
  section: typeof SECTIONS[number],
  { runs: [run], activations }: PageData,
): { title: TextKey; note: TextKey } {
  if (section === "curves" && run.fit) return { title: "objectiveTitle", note: "objectiveNote" };
  if (section === "neurons" && activations.length === 0) {
    return { title: "classWeightsTitle", note: "classWeightsNote" };
  }
  return { title: `${section}Title`, note: `${section}Note` };
}

function sha256(script: string): string {
  return createHash("sha256").update(script).digest("base64");
}
