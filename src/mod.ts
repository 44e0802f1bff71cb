/**
 * Ardoise: neural networks from scratch on MNIST.
 *
 * @example A network that learns the sample digits of `data/sample`
 * ```ts
 * import { createEngine, DEFAULT_RECIPE, loadFolder, Session } from "./mod.ts";
 *
 * const recipe = { ...DEFAULT_RECIPE, batch: 10, epochs: 30 };
 * const dataset = await loadFolder("data/sample");
 * const session = new Session(createEngine(recipe.engine), { recipe, dataset });
 * for (const event of session.run()) {
 *   if (event.kind === "epoch") console.log(event.metrics.epoch, event.metrics.testAccuracy);
 * }
 * ```
 *
 * @module
 */
export * from "./baseline/baseline.ts";
export * from "./baseline/logistic.ts";
export * from "./baseline/recipe.ts";
export * from "./data/course_split.ts";
export * from "./data/dataset.ts";
export * from "./data/folder.ts";
export * from "./data/mnist.ts";
export * from "./data/split.ts";
export * from "./data/statistics.ts";
export * from "./data/validation.ts";
export * from "./engine/create.ts";
export * from "./engine/engine.ts";
export * from "./engine/windows.ts";
export * from "./errors.ts";
export * from "./export/onnx.ts";
export * from "./export/pytorch.ts";
export * from "./idx/decode.ts";
export * from "./idx/elements.ts";
export * from "./idx/encode.ts";
export * from "./idx/header.ts";
export * from "./nn/activation.ts";
export * from "./nn/conv2d.ts";
export * from "./nn/convnet.ts";
export * from "./nn/dense.ts";
export * from "./nn/dropout.ts";
export * from "./nn/finite_difference.ts";
export * from "./nn/gradient_check.ts";
export * from "./nn/initialise.ts";
export * from "./nn/layer.ts";
export * from "./nn/layers.ts";
export * from "./nn/loss.ts";
export * from "./nn/max_pool.ts";
export * from "./nn/mlp.ts";
export * from "./nn/network.ts";
export * from "./nn/trace.ts";
export * from "./optim/adam.ts";
export * from "./optim/adamw.ts";
export * from "./optim/l2.ts";
export * from "./optim/lbfgs.ts";
export * from "./optim/momentum.ts";
export * from "./optim/nesterov.ts";
export * from "./optim/optimizer.ts";
export * from "./optim/optimizers.ts";
export * from "./optim/rmsprop.ts";
export * from "./optim/schedule.ts";
export * from "./optim/sgd.ts";
export * from "./optim/wolfe.ts";
export * from "./picture/picture.ts";
export * from "./picture/prepare.ts";
export * from "./random/mt19937.ts";
export * from "./random/source.ts";
export * from "./random/xoshiro128.ts";
export * from "./report/report.ts";
export * from "./run/load_dataset.ts";
export * from "./run/metrics_file.ts";
export * from "./run/model.ts";
export * from "./run/restore.ts";
export * from "./safetensors/safetensors.ts";
export * from "./train/best.ts";
export * from "./train/confidence.ts";
export * from "./train/confusion.ts";
export * from "./train/divergence.ts";
export * from "./train/evaluate.ts";
export * from "./train/examples.ts";
export * from "./train/loop.ts";
export * from "./train/meter.ts";
export * from "./train/find_rate.ts";
export * from "./train/recipe.ts";
export * from "./train/session.ts";
export * from "./train/shift.ts";
