import assert from "node:assert/strict";
import { Team, TeamEnded } from "../../src/engine/team.ts";
import { lacks } from "../permission.ts";
import { attend, type Task } from "./team_worker.ts";

const ignore = lacks("read"), needs = "(needs --allow-read)";

/** A team of real threads, which this one leads, at work on a task. */
class Threads {
  readonly team: Team;
  readonly task: Task;
  readonly #workers: Worker[];
  readonly #words: Promise<string>[];

  constructor(count: number, what: Partial<Task> & { others?: Partial<Task> }) {
    const { others, ...own } = what;
    const tally = new Int32Array(new SharedArrayBuffer(4 * (count + 1)));
    const shared = { control: Team.control(), count, tally, meetings: 1, turns: 0 };
    this.team = new Team(shared.control, { index: 0, count });
    this.task = { ...shared, index: 0, ...own };
    this.#workers = Array.from(
      { length: count - 1 },
      () => new Worker(new URL("./team_worker.ts", import.meta.url), { type: "module" }),
    );
    this.#words = this.#workers.map((worker) =>
      new Promise((resolve) => worker.onmessage = ({ data }) => resolve(data))
    );
    for (const [i, worker] of this.#workers.entries()) {
      worker.postMessage({ ...this.task, ...others, index: i + 1 } satisfies Task);
    }
  }

  /** The last words of the other threads. */
  get words(): Promise<string[]> {
    return Promise.all(this.#words);
  }

  [Symbol.dispose]() {
    for (const worker of this.#workers) worker.terminate();
  }
}

for (const count of [2, 3, 4]) {
  for (const turns of [0, 20_000]) {
    const pace = turns > 0 ? "uneven" : "even";
    Deno.test({
      name:
        `Team.meet() lets ${count} threads of ${pace} pace go on together, and no sooner ${needs}`,
      ignore,
      fn: async () => {
        const meetings = turns > 0 ? 50 : 500;
        using threads = new Threads(count, { meetings, turns });
        const { team, task } = threads;
        attend(team, task);
        assert.deepEqual(await threads.words, new Array(count - 1).fill("done"));
        assert.deepEqual([...task.tally], [...new Array(count).fill(meetings), 0]);
        team.end();
      },
    });
  }
}

Deno.test({
  name: `Team.slept counts the time for which a thread slept at meetings, not the work ${needs}`,
  ignore,
  fn: async () => {
    const control = Team.control(), pause = new Int32Array(new SharedArrayBuffer(4));
    const url = new URL("./late_worker.ts", import.meta.url);
    const late = new Worker(url, { type: "module" });
    await new Promise((resolve) => late.onmessage = resolve);
    const team = new Team(control, { index: 0, count: 2 });
    late.postMessage({ control, late: 60 });
    Atomics.wait(pause, 0, 0, 100); // work of one's own
    team.meet();
    assert.ok(team.slept < 40, `${team.slept} ms slept, and nobody was late`);
    team.meet();
    late.terminate();
    assert.ok(team.slept > 40, `${team.slept} ms slept for one who was 60 ms late`);
  },
});

Deno.test({
  name: `Team.end() makes those throw who wait, and waits until they have left ${needs}`,
  ignore,
  fn: async () => {
    using threads = new Threads(3, { meetings: 5, others: { meetings: 6 } });
    attend(threads.team, threads.task);
    threads.team.end();
    assert.deepEqual([...threads.task.tally], [5, 5, 5, 0]);
    const ended = new Array(2).fill("TeamEnded: the team was ended");
    assert.deepEqual(await threads.words, ended);
    assert.throws(() => threads.team.meet(), TeamEnded, "nor can the leader meet anybody");
  },
});

Deno.test({
  name: `Team.end() lets those go on whose last meeting took place ${needs}`,
  ignore,
  fn: () => {
    // The leader ends the team as soon as it comes out; the others may not even have woken up.
    for (let round = 0; round < 10; round++) {
      using threads = new Threads(4, { others: { meetings: 2, turns: 0 } });
      const { team, task } = threads;
      team.meet();
      team.end();
      assert.deepEqual([...task.tally], [0, 1, 1, 1, 0], "each did what follows the meeting");
    }
  },
});

Deno.test({
  name: `Team.fail() makes the others throw, with the error of the one that failed ${needs}`,
  ignore,
  fn: async () => {
    const others = { meetings: 3, words: "à court d’encre" };
    using threads = new Threads(2, { meetings: 4, others });
    const failure = {
      name: "Error",
      message: /^a thread failed: RangeError: à court d’encre\n +at /,
    };
    assert.throws(() => attend(threads.team, threads.task), failure);
    assert.throws(() => threads.team.meet(), failure, "again and again");
    assert.deepEqual(await threads.words, ["RangeError: à court d’encre"]);
    threads.team.end();
    assert.throws(() => threads.team.meet(), failure, "even when it has been ended since");
  },
});

Deno.test("Team.fail() cuts an error that is longer than there is room for", () => {
  const control = Team.control(), place = { count: 1, index: 0 };
  new Team(control, place).fail("ardoise ".repeat(1000));
  assert.throws(() => new Team(control, place).meet(), /^Error: a thread failed: (ardoise ){256}$/);
});

Deno.test("Team.meet() waits for nobody where there is one thread", () => {
  const team = new Team(Team.control(), { index: 0, count: 1 });
  for (let meeting = 0; meeting < 10; meeting++) team.meet();
  team.end();
  assert.throws(() => team.meet(), TeamEnded);
});
