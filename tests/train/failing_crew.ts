/**
 * A program whose threads fail, for a test that looks at how its process ends: they are sent a network
 * that does not fit, of which the leader makes nothing.
 *
 * @module
 */
import { Crew } from "../../src/train/crew.ts";
import { DEFAULT_RECIPE } from "../../src/train/recipe.ts";
import { outlineOfDataset } from "../../src/train/training.ts";
import { stripes } from "./stripes.ts";

using crew = await Crew.start(3);
const recipe = { ...DEFAULT_RECIPE, hidden: [20000, 20000] };
const outline = outlineOfDataset(stripes({ train: 6, test: 6 }));
crew.engage({ program: "training", recipe, outline }).meet();
