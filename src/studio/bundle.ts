/**
 * The page's files that are made from sources: scripts, style sheets, fonts.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PROJECT } from "../run/run_folder.ts";

/** Where the made files are kept, in git. */
export const BUILD: string = join(PROJECT, "src", "studio", "build");
const PAGE = join(PROJECT, "src", "studio", "page");

/**
 * What the scripts start from, bundle by bundle: what those of one share is in files of its own. The
 * lessons are one file, as all of them are loaded together.
 */
const BUNDLES: readonly {
  readonly entries: readonly string[];
  readonly flags: readonly string[];
}[] = [
  { entries: ["main.ts", "train_worker.ts"], flags: ["--code-splitting"] },
  { entries: ["lesson_worker.ts"], flags: [] },
];

/** The scripts of the page by their names. Deno bundles them in a process of its own. */
export async function bundleScripts(): Promise<Map<string, Uint8Array>> {
  const scripts = new Map<string, Uint8Array>();
  for (const { entries, flags } of BUNDLES) {
    const folder = await Deno.makeTempDir();
    try {
      const { code, stderr } = await new Deno.Command("deno", {
        args: [
          ..."bundle --quiet --platform browser --minify --lock=tools.lock --frozen".split(" "),
          ...flags,
          "--outdir",
          folder,
          ...entries.map((entry) => join(PAGE, entry)),
        ],
        cwd: PROJECT,
        env: { NO_COLOR: "1" },
        stdin: "null",
      }).output();
      if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
      const texts = new Map<string, string>();
      for await (const { name } of Deno.readDir(folder)) {
        texts.set(name, await Deno.readTextFile(join(folder, name)));
      }
      for (const [name, text] of plainlyNamed(texts)) scripts.set(name, encoder.encode(text));
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  }
  return scripts;
}

const encoder = new TextEncoder();

/**
 * Scripts without the digests in their names, which follow from where Deno's cache lies: `formula.js`
 * for `formula-FA6ZLZN5.js`, and numbers where several have one name, by their length.
 */
function plainlyNamed(texts: Map<string, string>): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name] of [...texts].sort(([, a], [, b]) => a.length - b.length)) {
    const plain = name.replace(/-[A-Z0-9]{8}\.js$/, ".js"), taken = [...names.values()];
    const numbered = (i: number) => i === 0 ? plain : plain.replace(".js", `${i + 1}.js`);
    let i = 0;
    while (taken.includes(numbered(i))) i++;
    names.set(name, numbered(i));
  }
  const renamed = (text: string) =>
    [...names].reduce((all, [name, plain]) => all.replaceAll(name, plain), text);
  return new Map([...texts].map(([name, text]) => [names.get(name)!, renamed(text)]));
}

/** The faces of KaTeX that formulas of lessons need; the others are never fetched, and not kept. */
const FACES = /KaTeX_(Main-Regular|Math-Italic|AMS-Regular|Size\d-Regular)$/;

/** KaTeX's style sheet and fonts by their names: woff2 only, which every browser with SIMD reads. */
export async function katexFiles(): Promise<Map<string, Uint8Array>> {
  const folder = fileURLToPath(new URL("dist/", import.meta.resolve("katex/package.json")));
  const files = new Map<string, Uint8Array>();
  const css = await Deno.readTextFile(join(folder, "katex.min.css"));
  const names: string[] = [];
  const kept = css.replace(/@font-face\{[^}]*\}/g, (rule) => {
    const [, name] = /url\(fonts\/([\w-]+)\.woff2\)/.exec(rule)!;
    if (!FACES.test(name)) return "";
    names.push(name);
    return rule.replace(/src:[^}]*/, `src:url(${name}.woff2) format("woff2")`);
  });
  files.set("katex.css", new TextEncoder().encode(kept));
  for (const name of names) {
    files.set(`${name}.woff2`, await Deno.readFile(join(folder, "fonts", `${name}.woff2`)));
  }
  return files;
}
