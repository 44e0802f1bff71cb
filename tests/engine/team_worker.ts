/**
 * A thread of the tests of Team.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { Team, TeamEnded } from "../../src/engine/team.ts";

/** What the thread is sent. */
export interface Task {
  readonly control: Int32Array;
  readonly index: number;
  readonly count: number;
  /** One number for each thread, how many meetings it came out of; and one behind for what went wrong. */
  readonly tally: Int32Array;
  /** How many meetings to go to; after them it throws `words`, where there are some, or leaves. */
  readonly meetings: number;
  readonly words?: string;
  /** How long it takes to come to each meeting, in turns of a loop. */
  readonly turns: number;
}

/** Goes to the meetings of a task. */
export function attend(team: Team, { tally, meetings, turns, count }: Task): void {
  for (let meeting = 1; meeting <= meetings; meeting++) {
    for (let turn = 0; turn < turns * ((meeting + team.index) % 3); turn++) Atomics.load(tally, 0);
    team.meet();
    Atomics.store(tally, team.index, meeting);
    team.meet();
    // Everybody has come out of the first of the two, and nobody out of the next first one.
    for (let other = 0; other < count; other++) {
      if (Atomics.load(tally, other) !== meeting) Atomics.add(tally, count, 1);
    }
  }
}

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  self.onmessage = ({ data }: MessageEvent<Task>) => {
    const team = new Team(data.control, data);
    try {
      attend(team, data);
      if (data.words) throw new RangeError(data.words);
      self.postMessage("done");
    } catch (error) {
      if (!(error instanceof TeamEnded)) team.fail(error);
      self.postMessage(String(error));
    } finally {
      team.leave();
    }
  };
}
