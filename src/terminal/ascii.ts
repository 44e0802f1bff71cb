/**
 * Text for terminals that show nothing but ASCII.
 *
 * @module
 */

/** A character, and what stands for it: one character wherever columns are to stay columns. */
const pairs = [
  // Bars, curves and pictures.
  '━= ╸- ─- ═= │| ┆: █# ▀" ▄_ ▁_ ▂. ▃- ▅= ▆* ▇# ░. ┤+ ├+ ┬+ ┴+ ┼+ └+ ┘+ ┌+ ┐+ ╭. ╮. ╌- ▒% ●o ▲^ ■# ◆*',
  // Signs.
  `╰' ╯' ◀< ▶> ▸> ▼v ✓ok ✗WRONG •* ⋮: ‹< ›> …... –- —- ’' “" ”" «" »" œoe ŒOE`,
  // Mathematics.
  "−- ·* ×x ⊙(*) √sqrt ∛cbrt ±+- ≤<= ≥>= ≈~ ≠!= →-> ←<- ↓v ∞inf Σsum ∂d ∇grad ‖|| ½1/2 ¼1/4 °deg ′' ″'' ‴'''",
  "αalpha βbeta γgamma εeps ηeta λlambda πpi ρrho σsigma φphi μmu µu",
].flatMap((line) => line.split(" "));
const substitutes = new Map(pairs.map(([character, ...others]) => [character, others.join("")]));

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀⁱⁿᵉˣʳᵗᶻ", level = "0123456789-Tinexrtz";
const lowered = "ᵢⱼₗₖₘₙₚᵣ₀₁₂₃", letters = "ijlkmnpr0123";

/** The same text in ASCII: accents are left out, and what nothing stands for becomes `?`. */
export function inAscii(text: string): string {
  return text
    .replace(/[\u00a0\u202f]/g, " ")
    // Between parts of a line, or alone in a table; in a product there are no spaces.
    .replace(/(?<=\S) · (?=\S)/g, " - ")
    .replace(/(?<!\S)·(?!\S)/g, ".")
    .replace(new RegExp(`[${raised}]+`, "g"), (power) => `^${translated(power, raised, level)}`)
    .replace(new RegExp(`[${lowered}]+`, "g"), (index) => `_${translated(index, lowered, letters)}`)
    .replace(/[\u2800-\u28ff]/g, braille)
    .replace(/[^\x20-\x7e]/gu, (character) => substitutes.get(character) ?? character)
    .normalize("NFD").replace(/\p{M}/gu, "")
    .replace(/[^\p{ASCII}]/gu, "?");
}

function translated(text: string, from: string, to: string): string {
  return text.replace(/./gu, (character) => to[from.indexOf(character)]);
}

/** The dots of the upper half, or of the lower half, or of both. */
function braille(character: string): string {
  const dots = character.charCodeAt(0) & 0xff;
  return " '.:"[Number((dots & 0x1b) !== 0) + 2 * Number((dots & 0xe4) !== 0)];
}
