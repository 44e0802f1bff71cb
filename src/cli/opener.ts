/**
 * Opening a page in the browser of the system.
 *
 * @module
 */

/** The program that opens a page; tasks may run these three, and no other. */
export const OPENER: string = ({ darwin: "open", windows: "explorer" } as Record<string, string>)[
  Deno.build.os
] ?? "xdg-open";

/** Opens a file or an address with the program that the system has for it; false where there is none. */
export async function openPage(target: string): Promise<boolean> {
  try {
    // The explorer of Windows needs no shell, which would read the path as a command.
    const { success } = await new Deno.Command(OPENER, { args: [target], stdin: "null" }).output();
    // The explorer answers 1 even when all went well.
    return success || OPENER === "explorer";
  } catch (error) {
    const isAbsent = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotCapable; // a program that is not there cannot be allowed
    if (!isAbsent) throw error;
    return false;
  }
}
