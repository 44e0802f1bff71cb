/** A thread that comes to its second meeting late. */
/// <reference lib="deno.worker" />
import { Team } from "../../src/engine/team.ts";

self.onmessage = ({ data }: MessageEvent<{ control: Int32Array; late: number }>) => {
  const team = new Team(data.control, { index: 1, count: 2 });
  team.meet();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, data.late);
  team.meet();
};
self.postMessage("ready");
