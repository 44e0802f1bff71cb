/**
 * Which Python has a module: the one that a person types, or the system's, where packages of the
 * system belong.
 *
 * @module
 */

/** The Pythons that are asked, first to last. */
const PYTHONS = ["python3", "python", "/usr/bin/python3"];

/** The first Python that finds the module, or `undefined`. */
export async function findPython(
  module: string,
  { pythons = PYTHONS }: { readonly pythons?: readonly string[] } = {},
): Promise<string | undefined> {
  const script =
    `import importlib.util, sys; sys.exit(importlib.util.find_spec("${module}") is None)`;
  for (const python of pythons) {
    const command = new Deno.Command(python, {
      args: ["-c", script],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    });
    try {
      if ((await command.output()).success) return python;
    } catch (error) {
      // No such program; or Windows' "python3" that only opens a shop.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}
