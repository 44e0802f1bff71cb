import assert from "node:assert/strict";
import fc from "../fast_check.ts";
import { ShapeError } from "../../src/errors.ts";
import {
  dataSha256,
  decodeSafetensors,
  encodeSafetensors,
  type Tensor,
} from "../../src/safetensors/safetensors.ts";
import { sha256 } from "../../src/sha256.ts";

/** A tensor with sizes 0 to 3, of at most 3 dimensions, whose bits are anything at all. */
const anyTensor: fc.Arbitrary<Tensor> = fc.tuple(
  fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }),
  fc.boolean(),
).chain(([shape, single]) => {
  const bytes = shape.reduce((a, b) => a * b, 1) * (single ? 4 : 8);
  return fc.uint8Array({ minLength: bytes, maxLength: bytes }).map(({ buffer }) => ({
    shape,
    data: single ? new Float32Array(buffer) : new Float64Array(buffer),
  }));
});

/** Any text, and names that trip a reader: keys that look like numbers, names of `Object`. */
const anyName = fc.oneof(
  fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
  fc.constantFrom("10", "2", "", "__proto__", "constructor", "toString", '"\\\n', "é\u0000☃"),
);

const anyTensors = fc.uniqueArray(
  fc.tuple(anyName.filter((name) => name !== "__metadata__"), anyTensor),
  { maxLength: 6, selector: ([name]) => name },
);

/** Bits, because NaN and −0 have to come back as they were. */
function bits({ data }: Tensor): string {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength).toHex();
}

Deno.test("encodeSafetensors() then decodeSafetensors() gives the same tensors, bit for bit, in order", () => {
  fc.assert(fc.property(anyTensors, fc.dictionary(anyName, anyName), (tensors, metadata) => {
    const file = encodeSafetensors(tensors, metadata);
    const read = decodeSafetensors(file, { verify: true });
    const { weights_sha256: digest, file_sha256: _, ...others } = read.metadata;
    delete metadata.weights_sha256;
    delete metadata.file_sha256;
    assert.deepEqual(Object.entries(others).sort(), Object.entries(metadata).sort());
    assert.equal(digest, dataSha256(tensors));
    // Tensors without bytes may come before others that start at the same place.
    const filled = (entry: readonly [string, Tensor]) => entry[1].data.length > 0;
    const names = (entries: Iterable<readonly [string, Tensor]>) =>
      [...entries].filter(filled).map(([name]) => name);
    assert.deepEqual(names(read.tensors), names(tensors));
    assert.equal(read.tensors.size, tensors.length);
    for (const [name, tensor] of tensors) {
      const found = read.tensors.get(name)!;
      assert.deepEqual(found.shape, tensor.shape);
      assert.equal(found.data.constructor, tensor.data.constructor);
      assert.equal(bits(found), bits(tensor));
    }
  }));
});

Deno.test("encodeSafetensors() reads a view into shared memory, where an engine keeps its weights", () => {
  const arena = new Float32Array(new SharedArrayBuffer(32));
  arena.set([9, 1, 2, 9]);
  const file = encodeSafetensors([["b", { shape: [2], data: arena.subarray(1, 3) }]], {});
  assert.deepEqual([...decodeSafetensors(file).tensors.get("b")!.data], [1, 2]);
});

Deno.test("encodeSafetensors() starts the data at a multiple of 8 bytes, after a header padded with spaces", () => {
  for (let length = 0; length < 9; length++) {
    const data = new Float32Array([1]);
    const file = encodeSafetensors([["x".repeat(length), { shape: [], data }]], {});
    const header = new TextDecoder().decode(file.subarray(8, file.length - 4));
    assert.equal((file.length - 4) % 8, 0);
    assert.equal(Number(new DataView(file.buffer).getBigUint64(0, true)), header.length);
    assert.match(header, /^\{.*\} *$/);
  }
});

Deno.test("encodeSafetensors() puts its digests in place of older ones", () => {
  const tensor = { shape: [1], data: new Float32Array([1]) };
  const file = encodeSafetensors([["b", tensor]], { weights_sha256: "old", file_sha256: "old" });
  const { metadata } = decodeSafetensors(file, { verify: true });
  assert.equal(metadata.weights_sha256, sha256(new Uint8Array([0, 0, 0x80, 0x3f])));
});

Deno.test("encodeSafetensors() throws on tensors that no file can hold", () => {
  const tensor = { shape: [1], data: new Float32Array(1) };
  const encode = (...entries: [string, Tensor][]) => () => encodeSafetensors(entries, {});
  assert.throws(encode(["b", tensor], ["b", tensor]), RangeError);
  assert.throws(encode(["__metadata__", tensor]), RangeError);
  assert.throws(encode(["b", { ...tensor, shape: [2] }]), ShapeError);
  assert.throws(encode(["b", { ...tensor, shape: [-1, -1] }]), ShapeError);
  assert.throws(encode(["b", { ...tensor, shape: [0.5, 2] }]), ShapeError);
});

// Made by the reference implementation, safetensors 0.8.0 for Python:
// python3 -c 'import numpy as np,safetensors.numpy as s;print(s.save({"W":np.array([[1.5,-0.0],[np.nan,np.inf]],"f4"),"b":np.array([0.1],"f8"),"é":np.zeros((0,3),"f4")},{"made":"NumPy"}).hex())'
const BY_REFERENCE =
  "c8000000000000007b225f5f6d657461646174615f5f223a7b226d616465223a224e756d5079227d2c2262223a7b226474797065223a22463634222c227368617065223a5b315d2c22646174615f6f666673657473223a5b302c385d7d2c2257223a7b226474797065223a22463332222c227368617065223a5b322c325d2c22646174615f6f666673657473223a5b382c32345d7d2c22c3a9223a7b226474797065223a22463332222c227368617065223a5b302c335d2c22646174615f6f666673657473223a5b32342c32345d7d7d9a9999999999b93f0000c03f000000800000c07f0000807f";

// Made with NumPy alone, header unpadded and spelled with spaces:
// python3 -c 'import json,numpy as np;h=json.dumps({"__metadata__":{"made":"NumPy"},"W":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]},"b":{"dtype":"F64","shape":[1],"data_offsets":[16,24]}}).encode();print((np.array(len(h),"<u8").tobytes()+h+np.array([1.5,-0.0,np.nan,np.inf],"<f4").tobytes()+np.array([0.1],"<f8").tobytes()).hex())'
const BY_NUMPY =
  "a3000000000000007b225f5f6d657461646174615f5f223a207b226d616465223a20224e756d5079227d2c202257223a207b226474797065223a2022463332222c20227368617065223a205b322c20325d2c2022646174615f6f666673657473223a205b302c2031365d7d2c202262223a207b226474797065223a2022463634222c20227368617065223a205b315d2c2022646174615f6f666673657473223a205b31362c2032345d7d7d0000c03f000000800000c07f0000807f9a9999999999b93f";

for (const [maker, hex] of [["the reference", BY_REFERENCE], ["NumPy", BY_NUMPY]]) {
  Deno.test(`decodeSafetensors() reads a file made by ${maker}`, () => {
    const { tensors, metadata } = decodeSafetensors(Uint8Array.fromHex(hex));
    assert.deepEqual(metadata, { made: "NumPy" });
    assert.deepEqual(tensors.get("W"), {
      shape: [2, 2],
      data: new Float32Array([1.5, -0, NaN, Infinity]),
    });
    assert.deepEqual(tensors.get("b"), { shape: [1], data: new Float64Array([0.1]) });
    if (maker === "the reference") assert.deepEqual(tensors.get("é")?.shape, [0, 3]);
  });
}

Deno.test("encodeSafetensors() writes the bytes that NumPy and the reference were seen to read", () => {
  // Write them to ours.safetensors, then:
  // python3 -c 'import json,numpy as np;f=open("ours.safetensors","rb").read();n=int(np.frombuffer(f,"<u8",1)[0]);h=json.loads(f[8:8+n]);print({k:np.frombuffer(f[8+n:][slice(*v["data_offsets"])],{"F32":"<f4","F64":"<f8"}[v["dtype"]]).reshape(v["shape"]).tolist() for k,v in h.items() if k!="__metadata__"})'
  // prints {'W': [[1.5, -0.0], [nan, inf]], 'b': [0.1]}; so does safetensors.numpy.load_file().
  const file = encodeSafetensors([
    ["W", { shape: [2, 2], data: new Float32Array([1.5, -0, NaN, Infinity]) }],
    ["b", { shape: [1], data: new Float64Array([0.1]) }],
  ], { recipe: "2-2" });
  assert.equal(sha256(file), "cf88e6a21c613f22fe5ee89114e7f7a4651c1e5deee9ef036739429462f33cc6");
});
