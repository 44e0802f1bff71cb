/**
 * Several JavaScript modules as one script: a page opened from a disk may not load others, and so
 * cannot import.
 *
 * The modules are written for this. They come in the order of their imports; an import of another
 * stands on lines of its own, from `import {` to `from "….js";`, under the same name; only declarations
 * are exported; no two of them declare the same name at their top.
 */
export function inlineModules(modules: readonly string[]): string {
  return modules.map((source) =>
    source
      .replace(/^import \{[^}]*\} from "\.[^"]+\.js";\n/gm, "")
      .replace(/^export (?=(async )?(function|const|let|class) )/gm, "")
      .replace(/^\/\/ @ts-check\n|^\/\/\/ <reference .*\n/gm, "")
  ).join("\n");
}
