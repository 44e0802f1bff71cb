import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { IdxSyntaxError } from "../../src/errors.ts";
import { TEST_PARTS } from "../../src/data/assemble.ts";
import { folderSource, loadFolder } from "../../src/data/folder.ts";
import { encodeIdx, encodeIdxGzip } from "../../src/idx/encode.ts";
import { lacks } from "../permission.ts";
import { assertTold } from "./told.ts";

const images = { shape: [2, 1, 3], data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
const labels = { shape: [2], data: Uint8Array.of(0, 2) };
const names = [
  "train-images-idx3-ubyte",
  "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte",
  "t10k-labels-idx1-ubyte",
];

type Files = Record<string, Uint8Array>;

function validFiles(): Files {
  return Object.fromEntries(
    names.map((name) => [name, encodeIdx(name.includes("images") ? images : labels)]),
  );
}

/** A test in a folder of its own that holds these files. */
function testInFolder(name: string, files: () => Files, fn: (folder: string) => Promise<void>) {
  Deno.test({
    name: `${name} (needs --allow-read and --allow-write)`,
    ignore: lacks("read", "write"),
    fn: async () => {
      const folder = await Deno.makeTempDir({ prefix: "é ü " });
      try {
        for (const [file, bytes] of Object.entries(files())) {
          await Deno.mkdir(join(folder, file, ".."), { recursive: true });
          await Deno.writeFile(join(folder, file), bytes);
        }
        await fn(folder);
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

testInFolder("loadFolder() reads the four files of a folder", validFiles, async (folder) => {
  const split = { images: images.data, labels: Uint8Array.of(0, 1), count: 2 };
  assert.deepEqual(await loadFolder(folder), {
    name: basename(folder),
    rows: 1,
    columns: 3,
    labels: [0, 2],
    train: split,
    test: split,
  });
});

for (
  const [spelling, rename] of Object.entries({
    "a point": (name: string) => name.replace("-idx", ".idx"),
    ".gz": (name: string) => `${name}.gz`,
    "a point and .gz": (name: string) => `${name.replace("-idx", ".idx")}.gz`,
  })
) {
  testInFolder(`loadFolder() reads files spelled with ${spelling}`, () => ({}), async (folder) => {
    const compress = spelling.endsWith(".gz");
    for (const name of names) {
      const array = name.includes("images") ? images : labels;
      const bytes = compress ? await encodeIdxGzip(array) : encodeIdx(array);
      await Deno.writeFile(join(folder, rename(name)), bytes);
    }
    assert.deepEqual((await loadFolder(folder)).train.images, images.data);
  });
}

testInFolder(
  "loadFolder() prefers a hyphen to a point, and both to .gz",
  validFiles,
  async (folder) => {
    const path = join(folder, names[1]);
    const labelled = (...data: number[]) => ({ shape: [2], data: Uint8Array.from(data) });
    const train = async () => [...(await loadFolder(folder)).train.labels];
    await Deno.writeFile(join(folder, "train-labels.idx1-ubyte"), encodeIdx(labelled(2, 0)));
    await Deno.writeFile(`${path}.gz`, await encodeIdxGzip(labelled(2, 0)));
    assert.deepEqual(await train(), [0, 1]);
    await Deno.remove(path);
    assert.deepEqual(await train(), [1, 0]);
    await Deno.writeFile(`${path}.gz`, await encodeIdxGzip(labelled(0, 2)));
    assert.deepEqual(await train(), [1, 0]);
    await Deno.remove(join(folder, "train-labels.idx1-ubyte"));
    assert.deepEqual(await train(), [0, 1]);
  },
);

/** Valid files under other names; `start` tells one dataset from another by its first pixel. */
function renamed(rename: (name: string) => string, start = 1): Files {
  const first = { ...images, data: images.data.with(0, start) };
  return Object.fromEntries(
    names.map((name) => [rename(name), encodeIdx(name.includes("images") ? first : labels)]),
  );
}

const asTheyCome: [string, (name: string) => string, string?][] = [
  ["EMNIST's names", (name) => `emnist-letters-${name.replace("t10k", "test")}`, "emnist-letters"],
  [
    "QMNIST's names",
    (name) => `qmnist-${name.replace("t10k", "test").replace("idx1-ubyte", "idx2-int")}`,
    "qmnist",
  ],
  ["torchvision's raw folder", (name) => `raw/${name}`],
  ["7-Zip's folder for each file", (name) => `${name.replace("-idx", ".idx")}/${name}`],
];

for (const [what, rename, called] of asTheyCome) {
  testInFolder(`loadFolder() reads ${what}`, () => renamed(rename), async (folder) => {
    const { name, train } = await loadFolder(folder);
    assert.equal(name, called ?? basename(folder));
    assert.deepEqual(train.images, images.data);
  });
}

testInFolder(
  "loadFolder() tells several datasets in one folder apart",
  () => ({
    ...renamed((name) => `emnist-letters-${name.replace("t10k", "test")}`, 2),
    ...renamed((name) => `emnist-digits-${name.replace("t10k", "test")}`, 3),
    ...renamed((name) => `fashion/${name}`, 4),
  }),
  async (folder) => {
    const letters = join(folder, "emnist-letters");
    await assert.rejects(
      loadFolder(folder),
      (error) => assertTold(error, folder, "emnist-digits, emnist-letters", "--data"),
    );
    assert.equal((await loadFolder(letters)).train.images[0], 2);
    assert.equal((await loadFolder(letters)).name, "emnist-letters");
    assert.equal((await loadFolder(join(folder, "fashion"))).train.images[0], 4);
    const missing = join(folder, "emnist-mnist");
    await assert.rejects(loadFolder(missing), (error) => assertTold(error, missing));
    // Files with no name before them are what the folder stands for.
    for (const [name, bytes] of Object.entries(renamed((name) => name, 5))) {
      await Deno.writeFile(join(folder, name), bytes);
    }
    assert.equal((await loadFolder(folder)).train.images[0], 5);
  },
);

testInFolder("loadFolder() never mixes the files of two folders", () => {
  const files = validFiles(), [first, ...others] = names;
  return {
    [`a/${first}`]: files[first],
    ...Object.fromEntries(others.map((name) => [`b/${name}`, files[name]])),
  };
}, async (folder) => {
  await assert.rejects(loadFolder(folder), (error) => assertTold(error, folder, "a/, b/"));
});

testInFolder("folderSource() is content with the parts that are needed", () => {
  const files = validFiles();
  return Object.fromEntries(names.slice(2).map((name) => [name, files[name]]));
}, async (folder) => {
  const { whole, read } = await folderSource(folder, TEST_PARTS);
  assert.equal(whole, false);
  assert.deepEqual((await read("testLabels")).data, labels.data);
  await assert.rejects(
    loadFolder(folder),
    (error) => assertTold(error, folder, names.slice(0, 2).join(", ")),
  );
});

testInFolder("loadFolder() passes over folders named as files", validFiles, async (folder) => {
  await Deno.rename(join(folder, names[0]), join(folder, "train-images.idx3-ubyte"));
  await Deno.mkdir(join(folder, names[0]));
  assert.equal((await loadFolder(folder)).train.count, 2);
});

testInFolder("loadFolder() refuses a folder that does not exist", () => ({}), async (folder) => {
  const missing = join(folder, "missing");
  await assert.rejects(loadFolder(missing), (error) => assertTold(error, missing));
  await assert.rejects(loadFolder(""), (error) => assertTold(error));
});

testInFolder("loadFolder() refuses a file", validFiles, async (folder) => {
  const file = join(folder, names[0]);
  await assert.rejects(loadFolder(file), (error) => {
    assert.match((error as Error).message, /found the file/);
    return assertTold(error, file);
  });
  const below = join(file, "below");
  await assert.rejects(loadFolder(below), (error) => assertTold(error, below));
});

testInFolder("loadFolder() refuses an empty folder", () => ({}), async (folder) => {
  await assert.rejects(loadFolder(folder), (error) => {
    assert.match((error as Error).message, /is an empty folder/);
    return assertTold(error, folder, ...names, ".gz");
  });
});

testInFolder(
  "loadFolder() names what it found of a folder without IDX files",
  () => ({ "MNIST/readme.txt": new Uint8Array(1), "mnist.pkl.gz": new Uint8Array(1) }),
  async (folder) => {
    await assert.rejects(loadFolder(folder), (error) => {
      assert.doesNotMatch((error as Error).message, /empty/);
      return assertTold(error, folder, "MNIST/, mnist.pkl.gz", ...names);
    });
  },
);

testInFolder(
  "loadFolder() sends those who bring pictures to what reads them",
  () => ({ "7.PNG": new Uint8Array(1), "8.jpeg": new Uint8Array(1) }),
  async (folder) => {
    for (const path of [folder, join(folder, "7.PNG"), join(folder, "8.jpeg")]) {
      await assert.rejects(
        loadFolder(path),
        (error) => assertTold(error, path, "deno task predict --image", "deno task pack"),
      );
    }
  },
);

for (const name of names) {
  testInFolder(`loadFolder() refuses a folder without ${name}`, validFiles, async (folder) => {
    await Deno.remove(join(folder, name));
    await assert.rejects(loadFolder(folder), (error) => {
      for (const other of names) {
        assert.equal((error as Error).message.includes(other), other === name);
      }
      return assertTold(error, folder, name);
    });
  });

  testInFolder(`loadFolder() names ${name} when it is damaged`, validFiles, async (folder) => {
    const path = join(folder, name);
    const bytes = await Deno.readFile(path);
    await Deno.writeFile(path, bytes.subarray(0, -1));
    await assert.rejects(loadFolder(folder), (error) => {
      assert.ok(error instanceof IdxSyntaxError);
      assert.equal(error.offset, bytes.length - 1);
      assert.ok(error.message.startsWith(`${path}: `));
      return assertTold(error, path, String(bytes.length - 1));
    });
  });
}

testInFolder("loadFolder() refuses files that do not fit together", validFiles, async (folder) => {
  const path = join(folder, names[3]);
  await Deno.writeFile(path, encodeIdx({ shape: [1], data: Uint8Array.of(1) }));
  await assert.rejects(
    loadFolder(folder),
    (error) => assertTold(error, path, join(folder, names[2])),
  );
});

testInFolder("loadFolder() refuses a link that leads to itself", validFiles, async (folder) => {
  const path = join(folder, names[2]);
  await Deno.remove(path);
  try {
    await Deno.symlink(path, path);
  } catch (error) {
    if (Deno.build.os === "windows") return; // links need a privilege there
    throw error;
  }
  await assert.rejects(loadFolder(folder), (error) => assertTold(error, path));
});

Deno.test({
  name: "loadFolder() asks for --allow-read when it lacks it",
  permissions: { read: false },
  fn: async () => {
    await assert.rejects(loadFolder("a"), (error) => assertTold(error, "a", "--allow-read"));
  },
});
