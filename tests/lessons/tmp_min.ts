import lesson7 from "../../lessons/lesson7_making_it_fast.ts";
import { minutesOf } from "../../src/lesson/minutes.ts";
import { blocksOf, hurried } from "./run_lesson.ts";
const all = await hurried(() => blocksOf(lesson7));
let h = "";
for (const b of all) {
  if (b.kind === "step") h = b.text.en;
  console.log(
    (["en", "fr"] as const).map((l) => minutesOf([b], l).toFixed(2)).join(" "),
    b.kind,
    h,
  );
}
