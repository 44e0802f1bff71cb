import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { LESSONS } from "../lessons/list.ts";
import { lacks } from "./permission.ts";

const ROOT = join(import.meta.dirname!, "..");
const LANGUAGES = ["en", "fr"] as const;
const FILES = { en: "README.md", fr: "README.fr.md" };
/** The folders that have a page in both languages. */
const FOLDERS = ["", "bench/", "notebooks/", "src/run/"];

/** What a page says, part by part. */
interface Part {
  /** `##` and the like. */
  readonly level: string;
  readonly code: { readonly language: string; readonly text: string }[];
  /** All but the blocks of code. */
  readonly text: string;
}

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

/** A page cut at its headings. */
function parts(markdown: string): Part[] {
  const blocks: Part["code"] = [];
  // A `#` in a block of code is no heading.
  const text = markdown.replaceAll(/^```(.*)\n([^]*?)^```$/gm, (_, language, text) => {
    blocks.push({ language, text });
    return `\u0000${blocks.length - 1}\u0000`;
  });
  return text.split(/^(?=#+ )/m).map((part) => ({
    level: /^#+/.exec(part)?.[0] ?? "",
    // deno-lint-ignore no-control-regex
    code: [...part.matchAll(/\u0000(\d+)\u0000/g)].map(([, index]) => blocks[Number(index)]),
    // deno-lint-ignore no-control-regex
    text: part.replaceAll(/\u0000\d+\u0000/g, ""),
  }));
}

/** The numbers of a text, sorted as words: thousands joined, with a decimal point. */
function numbers(text: string, language: "en" | "fr"): string[] {
  const thousands = language === "en"
    ? /(\d),(?=\d{3}(?!\d))/g
    : /(\d)[\u00a0\u202f](?=\d{3}(?!\d))/g;
  const plain = text.replaceAll(/<[^>]*>|\]\([^)]*\)|`[^`]*`/g, " ").replaceAll(thousands, "$1");
  return [...plain.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number.replace(",", ".")).sort();
}

/** What stands between backquotes, in the order of the alphabet; a run is called NAME, or NOM. */
function inlineCode(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code.replace(/\bNOM\b/, "NAME")).sort();
}

/** Code without its comments, which are in the language of the page. */
function withoutComments(text: string): string {
  return text.replaceAll(/ *(?:#|\/\/) .*$/gm, "");
}

const links = (text: string) =>
  [...text.matchAll(/\]\(([^)]+)\)|src="([^"]+)"/g)].map(([, link, source]) => link ?? source);

/** A test of the pages, which it must be able to read. */
function test(name: string, fn: () => void): void {
  Deno.test({ name: `${name} (needs --allow-read)`, ignore: lacks("read"), fn });
}

for (const folder of FOLDERS) {
  test(`${folder}README.md and README.fr.md have the same parts, code, numbers, tables and links`, () => {
    const [english, french] = LANGUAGES.map((language) => parts(read(folder + FILES[language])));
    assert.deepEqual(french.map(({ level }) => level), english.map(({ level }) => level));
    assert.ok(english.length > 4);
    for (const [i, en] of english.entries()) {
      const fr = french[i], where = en.text.split("\n")[0];
      assert.deepEqual(numbers(fr.text, "fr"), numbers(en.text, "en"), where);
      assert.deepEqual(inlineCode(fr.text), inlineCode(en.text), where);
      const rows = (text: string) => text.match(/^\|/gm)?.length;
      assert.equal(rows(fr.text), rows(en.text), where);
      const sameLinks = (text: string) =>
        links(text).map((link) => link.replace(/(?:\.fr)?\.md$|\.(?:en|fr)\.(?:png|ipynb)$/, ""));
      assert.deepEqual(sameLinks(fr.text), sameLinks(en.text), where);
      assert.deepEqual(
        fr.code.map(({ language, text }) => [language, language && withoutComments(text)]),
        en.code.map(({ language, text }) => [language, language && withoutComments(text)]),
        where,
      );
      // What a command printed is in the language of the page.
      const printed = ({ code }: Part, language: "en" | "fr") =>
        code.filter((block) => !block.language).map(({ text }) => numbers(text, language));
      assert.deepEqual(printed(fr, "fr"), printed(en, "en"), where);
    }
  });

  test(`${folder}README.fr.md has no-break spaces where French wants them`, () => {
    for (const { text } of parts(read(folder + FILES.fr))) {
      const prose = text.replaceAll(/`[^`]*`|<[^>]*>|\]\([^)]*\)|_[^_]*_/g, "");
      assert.doesNotMatch(prose, /[^|\s-][ \n]+[:;?!%»]|« |\d \d{3}\b|'/);
      assert.doesNotMatch(
        prose.replaceAll(/\d:\d/g, ""),
        /[^\u00a0\s|-][;?!»%]|[^\u00a0\s|-]:(?!-)\s/,
      );
    }
  });
}

test("README.md and README.fr.md have at most 1,800 words", () => {
  for (const file of Object.values(FILES)) {
    const words = read(file).split(/\s+/).length;
    assert.ok(words <= 1800, `${file} has ${words} words`);
  }
});

test("the READMEs name every lesson by its title, and each other", async () => {
  const lessons = await Promise.all(LESSONS.map((load) => load()));
  for (const language of LANGUAGES) {
    const page = read(FILES[language]);
    for (const { default: { number, title } } of lessons) {
      assert.match(
        page,
        new RegExp(`^\\| \`deno task lesson${number}\` +\\| ${title[language]} `, "m"),
      );
    }
    assert.ok(page.includes(`](${FILES[language === "en" ? "fr" : "en"]})`));
  }
});

test("every task, file and folder that the READMEs and CONTRIBUTING.md name exists", () => {
  const tasks = Object.keys(JSON.parse(read("deno.json")).tasks);
  const pages = FOLDERS.flatMap((folder) => Object.values(FILES).map((file) => folder + file));
  for (const file of [...pages, "CONTRIBUTING.md"]) {
    const page = read(file);
    const named = [...page.matchAll(/deno task ([a-z][\w:]*)/g)].map(([, task]) => task);
    assert.ok(named.length > 0);
    for (const task of named) assert.ok(tasks.includes(task), `${file} names deno task ${task}`);

    const paths = [
      ...page.matchAll(/`((?:src|assembly|lessons|tests|bench|data|\.ci)\/[^`*{}]*)`/g),
    ];
    const linked = links(page).filter((link) => !link.includes("://"))
      .map((link) => join(dirname(file), link));
    assert.ok(linked.length + paths.length > 0);
    for (const path of [...paths.map(([, path]) => path), ...linked]) {
      assert.ok(existsSync(join(ROOT, path)), `${file} names ${path}`);
    }
  }
});

test("the pictures of the READMEs are PNGs of twice the width that is said, below 150 kB", () => {
  for (const language of LANGUAGES) {
    const images = [
      ...read(FILES[language]).matchAll(/<img src="([^"]+)" width="(\d+)" alt="[^"]+">/g),
    ];
    assert.equal(images.length, 7);
    for (const [, source, width] of images) {
      assert.ok(source.endsWith(`.${language}.png`), source);
      const bytes = new Uint8Array(readFileSync(join(ROOT, source)));
      // PNG (Third Edition), 5.2 and 11.2.2: the signature, and the width in the first chunk.
      assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
      assert.equal(new DataView(bytes.buffer).getUint32(16), 2 * Number(width), source);
      assert.ok(bytes.length < 150_000, `${source} has ${bytes.length} bytes`);
    }
  }
});
