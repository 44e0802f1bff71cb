/**
 * Which permissions the test run lacks, so that bare `deno test` passes without any.
 *
 * @module
 */

/** Whether any of the named permissions is not granted in full: then the test is ignored. */
export function lacks(...names: Deno.PermissionDescriptor["name"][]): boolean {
  return names.some((name) =>
    Deno.permissions.querySync({ name } as Deno.PermissionDescriptor).state !== "granted"
  );
}
