/** Python with a module of Debian's, for tests. */
import { findPython } from "../../bench/peers/find_python.ts";

/** A Python that has the module, or else why there is none; in CI there must be one. */
export async function pythonWith(module: string): Promise<{ path?: string; note: string }> {
  const path = await findPython(module);
  if (path) return { path, note: `(with Python's ${module})` };
  if (Deno.env.get("CI") === "true") return { path: "/usr/bin/python3", note: "" };
  return { note: `(skipped: no Python has ${module}; Debian: apt install python3-${module})` };
}

/** What Python prints. */
export async function runPython(python: string, args: readonly string[]): Promise<string> {
  const command = new Deno.Command(python, { args: [...args], stdin: "null" });
  const { success, stdout, stderr } = await command.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  if (!success) throw new Error(`${python} ended with:\n${text(stderr)}`);
  return text(stdout);
}
