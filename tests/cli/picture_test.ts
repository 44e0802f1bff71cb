import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadFolder } from "../../src/data/folder.ts";
import { lacks } from "../permission.ts";
import { jpegFile } from "../picture/jpeg_file.ts";
import { pngFile } from "../picture/png_file.ts";
import { NEEDS, type Outcome, QUICK, ROOT, run, Runs } from "./task.ts";

const ignore = lacks("read", "write", "run");
const decoder = new TextDecoder();

/** A folder that is removed at the end of a test. */
class Folder {
  readonly path = Deno.makeTempDirSync();

  /** Writes a file, and the folders around it. */
  write(name: string, content: Uint8Array | string): string {
    const path = join(this.path, name);
    Deno.mkdirSync(join(path, ".."), { recursive: true });
    Deno.writeFileSync(
      path,
      typeof content === "string" ? new TextEncoder().encode(content) : content,
    );
    return path;
  }

  /** Runs a task as if it were typed in this folder. */
  async run(name: string, args: string[]): Promise<Outcome> {
    const config = join(ROOT, "deno.json");
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "--quiet", "--config", config, name, ...args],
      cwd: this.path,
      env: { LC_ALL: "C.UTF-8", NO_COLOR: "1", INIT_CWD: this.path },
      stdin: "null",
    }).output();
    return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.path, { recursive: true });
  }
}

/** A 1 or a 7, of black ink. */
const one = (x: number, y: number) => x >= 45 && x < 52 && y >= 20 && y < 80;
const seven = (x: number, y: number) =>
  y >= 20 && (y < 28 ? x >= 30 && x < 70 : y < 80 && Math.abs(x - 66 + (y - 28) * 0.4) < 4);
const png = (ink: (x: number, y: number) => boolean) =>
  pngFile((x, y) => Number(!ink(x, y)), { width: 100, height: 100, colour: "grey", depth: 1 });
const blank = png(() => false);

/** A network of 28×28 pixels that has learnt a little of MNIST. */
async function trained(runs: Runs): Promise<string> {
  const name = runs.name();
  const args = ["--limit", "6000", "--epochs", "2", "--hidden", "32", "--run", name];
  const { code, err } = await run("train", args);
  assert.equal(code, 0, err);
  return name;
}

Deno.test({
  name: `predict reads people's own pictures, without a dataset ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    using folder = new Folder();
    const name = await trained(runs);
    folder.write("seven.png", png(seven));
    const grey = Uint8Array.from(
      { length: 1e4 },
      (_, i) => one(i % 100, Math.floor(i / 100)) ? 40 : 230,
    );
    folder.write("my pictures/1.jpg", await jpegFile({ width: 100, height: 100, data: grey }));
    folder.write("my pictures/10.png", png(seven));
    folder.write("my pictures/2.png", png(seven));
    folder.write("my pictures/notes.txt", "no picture");
    folder.write("blank.png", blank);
    folder.write("phone.png", "\0\0\0\x18ftypheic\0\0\0\0");

    const drawn = await folder.run("predict", ["--run", name, "--image", "seven.png"]);
    assert.equal(drawn.code, 0, drawn.err);
    assert.match(drawn.out, /@@@@/);
    assert.equal(drawn.out.match(/(^| )\d [ ━╸<>]*[\d.]+.%( ◀)?$/gm)?.length, 10, drawn.out);
    assert.match(drawn.out, /^seven\.png is read as 7 \([\d.]+.%\)$/m);

    const json = ["--run", name, "--json", "--image"];
    const single = await folder.run("predict", [...json, "seven.png"]);
    const { image, prediction, classes, probabilities, ...rest } = JSON.parse(single.out);
    assert.deepEqual([image, prediction, classes, rest], [
      "seven.png",
      7,
      [...probabilities.keys()],
      {},
    ]);
    assert.equal(probabilities.length, 10);
    assert.ok(Math.abs(probabilities.reduce((a: number, b: number) => a + b) - 1) < 1e-5);

    const several = await folder.run("predict", [...json, "seven.png", "my pictures"]);
    assert.equal(several.code, 0, several.err);
    const read = JSON.parse(several.out) as { image: string; prediction: number }[];
    assert.deepEqual(read.map(({ image, prediction }) => [image, prediction]), [
      ["seven.png", 7],
      [join("my pictures", "1.jpg"), 1],
      [join("my pictures", "2.png"), 7],
      [join("my pictures", "10.png"), 7],
    ]);

    // One that cannot be read keeps none of the others from it.
    const some = ["blank.png", "--image", "phone.png", "--image", "seven.png"];
    const mixed = await folder.run("predict", [...json, ...some]);
    assert.equal(mixed.code, 2);
    assert.deepEqual(JSON.parse(mixed.out).map(({ image }: { image: string }) => image), [
      "seven.png",
    ]);
    assert.match(
      mixed.err,
      /^predict: blank\.png: nothing .* ink.*\npredict: phone\.png: HEIC .* JPEG.*\n$/,
    );
  },
});

Deno.test({
  name: `predict answers a mistake about pictures with one line and status 2 ${NEEDS}`,
  ignore,
  fn: async () => {
    await using runs = new Runs();
    using folder = new Folder();
    const name = runs.name();
    assert.equal((await run("train", [...QUICK, "--run", name])).code, 0); // 8×8
    Deno.mkdirSync(join(folder.path, "empty"));
    folder.write("blank.png", blank);
    const good = await trained(runs);
    const cases: [string[], RegExp][] = [
      [["--run", name, "--image", "blank.png"], /reads images of 8×8 pixels, .*28×28/],
      [["--run", good, "--image", "blank.png"], /^predict: blank\.png: nothing .* stands out/],
      [["--run", good, "--image", "nowhere.png"], /nowhere\.png does not exist/],
      [["--run", good, "--image", "empty"], /empty holds no picture/],
      [["--run", good, "--image", "blank.png", "--index", "3"], /--image .* --index .*keep one/],
      [["--run", good, "--image", "blank.png", "--data", "x"], /--image .* --data .*keep one/],
      [["--run", good, "--image", "blank.png", "--transpose"], /--image .* --transpose/],
      [["--run", good, "--image"], /--image wants the paths of files or folders/],
      [["--run", good, "--lang", "fr", "--image", "blank.png"], /rien sur cette image/],
    ];
    await Promise.all(cases.map(async ([args, complaint]) => {
      const { code, out, err } = await folder.run("predict", args);
      assert.deepEqual([code, out], [2, ""], err);
      assert.equal(err.trimEnd().split("\n").length, 1, err);
      assert.match(err, complaint);
    }));
    const { out } = await run("predict", ["--run", name, "--index", "3", "--json"]);
    const { image, prediction, probabilities } = JSON.parse(out);
    assert.deepEqual([image, probabilities.length], [3, 10]);
    assert.equal(probabilities.indexOf(Math.max(...probabilities)), prediction);
  },
});

Deno.test({
  name: `pack makes a dataset of folders of pictures, that training reads ${NEEDS}`,
  ignore,
  fn: async () => {
    using folder = new Folder();
    for (let i = 0; i < 5; i++) {
      folder.write(`pictures/1/${i}.png`, png((x, y) => one(x - 3 * i, y)));
      folder.write(`pictures/7/${i}.png`, png((x, y) => seven(x - 3 * i, y)));
    }
    folder.write("pictures/7/blank.png", blank);
    folder.write("pictures/7/notes.txt", "no picture");
    folder.write("pictures/.hidden/x.png", "x");

    const { code, out, err } = await folder.run("pack", ["pictures", "--to", "packed"]);
    assert.equal(code, 0, err);
    assert.match(out, /^1: 5\n[^]*█[^]*^7: 5\n[^]*█/m);
    assert.match(out, /^8 training images and 2 test images written; pictures not read: 2$/m);
    assert.match(
      err,
      /^pack: 7.blank\.png: nothing .*\npack: 7.notes\.txt: this is not a picture.*\n$/,
    );
    const packed = join(folder.path, "packed");
    assert.ok(!existsSync(join(packed, "labels.txt")));
    const { rows, columns, train, test } = await loadFolder(packed);
    assert.deepEqual([rows, columns], [28, 28]);
    assert.deepEqual([...train.labels].sort(), [0, 0, 0, 0, 1, 1, 1, 1]);
    assert.deepEqual([...test.labels].sort(), [0, 1]);

    // Nothing of a dataset is needed to read a picture: this one is gone.
    await using runs = new Runs();
    const name = runs.name();
    const quick = ["--data", "packed", "--batch", "2", "--hidden", "8", "--run", name];
    assert.equal((await folder.run("train", quick)).code, 0);
    Deno.renameSync(packed, join(folder.path, "away"));
    const image = ["--image", join("pictures", "7", "0.png")];
    const reading = await folder.run("predict", ["--run", name, "--json", ...image]);
    assert.equal(JSON.parse(reading.out).prediction, 7);
    Deno.renameSync(join(folder.path, "away"), packed);

    const again = (to: string, ...more: string[]) =>
      folder.run("pack", ["pictures", "--to", to, ...more]);
    const bytes = () => Deno.readFileSync(join(packed, "train-images-idx3-ubyte"));
    const before = bytes();
    assert.match((await again("packed")).err, /exists: .*--force/);
    assert.equal((await again("packed", "--force")).code, 0);
    assert.deepEqual(bytes(), before); // the same seed
    assert.equal((await again("packed", "--force", "--seed", "7", "--test", "0.5")).code, 0);
    assert.notDeepEqual(bytes(), before);
    assert.deepEqual([...(await loadFolder(packed)).test.labels].sort(), [0, 0, 0, 1, 1]);
    assert.deepEqual([...Deno.readDirSync(folder.path)].map(({ name }) => name).sort(), [
      "packed",
      "pictures",
    ]);
  },
});

Deno.test({
  name: `pack numbers folders of other names, in order, and keeps the list ${NEEDS}`,
  ignore,
  fn: async () => {
    using folder = new Folder();
    for (const name of ["one", "seven"]) {
      for (const i of [0, 1]) {
        folder.write(`in/${name}/${i}.png`, png(name === "one" ? one : seven));
      }
    }
    const { code, out, err } = await folder.run("pack", ["in", "--to", "a/b", "--test", "0.5"]);
    assert.equal(code, 0, err);
    assert.match(out, /^0 = one: 2$[^]*^1 = seven: 2$/m);
    const list = Deno.readTextFileSync(join(folder.path, "a", "b", "labels.txt"));
    assert.equal(list, "0\tone\n1\tseven\n");
    assert.deepEqual([...(await loadFolder(join(folder.path, "a", "b"))).test.labels].sort(), [
      0,
      1,
    ]);
  },
});

Deno.test({
  name: `pack answers a mistake with one line and status 2, and writes nothing ${NEEDS}`,
  ignore,
  fn: async () => {
    using folder = new Folder();
    using elsewhere = new Folder();
    folder.write("in/1/a.png", png(one));
    folder.write("notes/mine.txt", "keep me");
    Deno.mkdirSync(join(folder.path, "flat"));
    const cases: [string[], RegExp][] = [
      [[], /which pictures\? .*deno task pack/],
      [["in"], /where to\? .*--to/],
      [["nowhere", "--to", "out"], /nowhere does not exist/],
      [["flat", "--to", "out"], /has no subfolders/],
      [["in", "--to", "out"], /pictures that could be read: 1, too few/],
      [["in", "--to", "in/out"], /lie one in the other/],
      [["in", "--to", "."], /lie one in the other/],
      [["in", "--to", join(elsewhere.path, "out")], /outside of the folder/],
      [["in", "--to", "notes"], /exists: give another --to/],
      [["in", "--to", "notes", "--force"], /more than a dataset \(mine\.txt\)/],
      [["in", "out"], /--from|is there twice|Found/],
      [["in", "--to", "out", "--test", "0", "--lang", "fr"], /--test attend un nombre/],
    ];
    await Promise.all(cases.map(async ([args, complaint]) => {
      const { code, out, err } = await folder.run("pack", args);
      assert.deepEqual([code, out], [2, ""], err);
      assert.equal(err.trimEnd().split("\n").length, 1, err);
      assert.match(err, complaint);
    }));
    assert.deepEqual([...Deno.readDirSync(folder.path)].map(({ name }) => name).sort(), [
      "flat",
      "in",
      "notes",
    ]);
    assert.ok(existsSync(join(folder.path, "notes", "mine.txt")));
  },
});
