/**
 * Tests that take long, and find little that the others do not: they run where `ARDOISE_THOROUGH=1` asks
 * for them, as `.ci/run` does.
 *
 * @module
 */
import { lacks } from "./permission.ts";

/** Whether the long tests are to run too. */
export const isThorough = !lacks("env") && Deno.env.get("ARDOISE_THOROUGH") === "1";

/** For the name of a test that is ignored where `isThorough` is false. */
export const THOROUGH = "(long: ARDOISE_THOROUGH=1 runs it)";
