import assert from "node:assert/strict";
import { IdxSyntaxError, UserError } from "../../src/errors.ts";
import { denoHost, type Host, languageOf } from "../../src/cli/host.ts";
import { type CommandContext, CommandEnd, runCommand } from "../../src/cli/run.ts";
import { openTerminal } from "../../src/terminal/terminal.ts";
import { sample } from "./options/sample_command.ts";

/** A host that keeps what is written and the status of the end. */
function fakeHost(...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const statuses: number[] = [];
  const host: Host = {
    args,
    language: "en",
    folder: "/home/ada",
    openTerminal: (language) =>
      openTerminal(language, {
        isTerminal: () => false,
        writeSync: (bytes) => out.push(new TextDecoder().decode(bytes)) && bytes.length,
      }),
    complain: (line) => void errors.push(line),
    exit: (status) => void statuses.push(status),
  };
  return { host, out, errors, statuses };
}

Deno.test("runCommand() runs with the options, in the language asked for", async () => {
  const { host, out, errors, statuses } = fakeHost("--epochs", "3", "--lang", "fr");
  await runCommand(sample, ({ epochs }, { say, warn, language }) => {
    say({ en: `${epochs} epochs`, fr: `${epochs} époques` });
    warn({ en: "slow", fr: "lent" });
    assert.equal(language, "fr");
  }, host);
  assert.deepEqual({ out, errors, statuses }, {
    out: ["3 époques\n"],
    errors: ["train: lent"],
    statuses: [],
  });
});

Deno.test("runCommand() prints help and runs nothing when it is asked for", async () => {
  const { host, out, statuses } = fakeHost("-h");
  await runCommand(sample, () => assert.fail("ran"), host);
  assert.match(out.join(""), /^Usage: deno task train/);
  assert.deepEqual(statuses, []);
});

Deno.test("runCommand() ends with one line and status 2 after a wrong option", async () => {
  const { host, out, errors, statuses } = fakeHost("--lang", "fr", "--epoch", "3");
  await runCommand(sample, () => assert.fail("ran"), host);
  assert.deepEqual(errors, [
    "train: Option inconnue\u00a0: --epoch. Vouliez-vous dire --epochs\u00a0?",
  ]);
  assert.deepEqual({ out, statuses }, { out: [], statuses: [2] });
});

Deno.test("runCommand() ends with one line and status 2 after a user's mistake found later", async () => {
  const text = { en: "No such run.", fr: "Pas d’exécution de ce nom." };
  for (const error of [new UserError(text), new IdxSyntaxError(text, 4)]) {
    const { host, errors, statuses } = fakeHost("--lang", "fr");
    await runCommand(sample, () => Promise.reject(error), host);
    assert.deepEqual(errors, [`train: ${error.text.fr}`]);
    assert.deepEqual(statuses, [2]);
  }
});

Deno.test("runCommand() says in one printable line what a file says of itself", async () => {
  const { host, errors } = fakeHost();
  const text = { en: "kind \x1b]0;x\x07\nfound", fr: "genre \x1b" };
  await runCommand(sample, () => Promise.reject(new UserError(text)), host);
  assert.deepEqual(errors, ["train: kind \\u001b]0;x\\u0007 found"]);
});

Deno.test("runCommand() ends with status 2 when its output could not be written", async () => {
  const { host, errors, statuses } = fakeHost();
  const full: Host = {
    ...host,
    openTerminal: (language) =>
      openTerminal(language, {
        isTerminal: () => false,
        writeSync: () => {
          throw new Error("No space left on device (os error 28)");
        },
      }),
  };
  let isDone = false;
  await runCommand(sample, (_options, { terminal }) => {
    terminal.print("a");
    isDone = true;
  }, full);
  assert.ok(isDone);
  assert.match(errors.join(), /^train: the output cannot be written/);
  assert.deepEqual(statuses, [2]);
});

Deno.test("runCommand() throws a bug again, as it was", async () => {
  const bug = new TypeError("bug");
  const { host, errors, statuses } = fakeHost();
  const main = () => {
    throw bug;
  };
  await assert.rejects(runCommand(sample, main, host), (error) => error === bug);
  assert.deepEqual({ errors, statuses }, { errors: [], statuses: [] });
});

Deno.test("runCommand() ends as a CommandEnd says, with its line or without", async () => {
  const main = ({ epochs }: { epochs: number }, _context: CommandContext) => {
    if (epochs === 0) throw new CommandEnd(130);
    throw new CommandEnd(1, { en: "The training diverged.", fr: "L’entraînement a divergé." });
  };
  const loud = fakeHost();
  await runCommand(sample, main, loud.host);
  assert.deepEqual(loud.errors, ["train: The training diverged."]);
  assert.deepEqual(loud.statuses, [1]);
  const silent = fakeHost("--epochs", "0");
  await runCommand(sample, main, silent.host);
  assert.deepEqual({ errors: silent.errors, statuses: silent.statuses }, {
    errors: [],
    statuses: [130],
  });
});

Deno.test("languageOf() is French for French tags only", () => {
  const cases = {
    "fr": "fr",
    "fr-FR": "fr",
    "FR-ca": "fr",
    "en-US": "en",
    "frr": "en",
    "de": "en",
  };
  for (const [tag, language] of Object.entries(cases)) assert.equal(languageOf(tag), language);
});

Deno.test("denoHost() asks for no permission", () => {
  const { args, folder, language } = denoHost();
  assert.deepEqual(args, Deno.args);
  assert.ok(folder.length > 0);
  assert.match(language, /^(en|fr)$/);
});

Deno.test("denoHost() finds the folder of the user in INIT_CWD (needs --allow-env)", {
  ignore: Deno.permissions.querySync({ name: "env", variable: "INIT_CWD" }).state !== "granted",
}, () => {
  const before = Deno.env.get("INIT_CWD");
  try {
    Deno.env.set("INIT_CWD", "/home/ada");
    assert.equal(denoHost().folder, "/home/ada");
    Deno.env.delete("INIT_CWD");
    assert.equal(denoHost().folder, Deno.cwd());
  } finally {
    if (before !== undefined) Deno.env.set("INIT_CWD", before);
  }
});
