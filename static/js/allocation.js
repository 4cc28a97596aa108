// Keeps the total of the shares, and the gap or surplus against the whole, while one types. What cannot be read
// here, such as a unit that was written out, the server reads when the total is computed or saved.
const PLACES = 6;
const SCALE = 10n ** BigInt(PLACES);
const ENGLISH_SCALES = [[12, "trillion"], [9, "billion"], [6, "million"]];
const balance = document.querySelector("[data-balance]");
const fields = [...document.querySelectorAll("input[data-share]")];

/** Only the width is levelled: what else looks like a digit the server names. */
function halfWidth(text) {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** The number in millionths, exactly; null for what is no plain number. */
function millionths(text) {
  const match = /^(\d*)(?:\.(\d{0,6}))?$/.exec(halfWidth(text).replaceAll(",", "").trim());
  if (!match) return null;
  return BigInt(match[1] || "0") * SCALE + BigInt((match[2] ?? "").padEnd(PLACES, "0"));
}

function written(value, scale) {
  const decimals = String(value % scale).padStart(String(scale).length - 1, "0").replace(/0+$/, "");
  return (value / scale).toLocaleString("en") + (decimals ? `.${decimals}` : "");
}

/** Money as English reads it, as targets/money.py writes it: 2,400 of CNY 100 million is CNY 240 billion. */
function money(value, power) {
  const yuan = value * 10n ** BigInt(power);
  const [zeros, scale] = ENGLISH_SCALES.find(([zeros]) => yuan >= 10n ** BigInt(zeros) * SCALE) ?? [0, ""];
  return `CNY ${written(yuan, SCALE * 10n ** BigInt(zeros))} ${scale}`.trim();
}

function worded(value) {
  const unit = balance.querySelector("[data-unit]");
  const name = unit.textContent.trim();
  if (unit.dataset.power) return money(value, unit.dataset.power);
  return name === "%" ? `${written(value, SCALE)}%` : `${written(value, SCALE)} ${name}`;
}

function show(name, value) {
  for (const row of balance.querySelectorAll(`[data-${name}-row]`)) row.hidden = value <= 0n;
  balance.querySelector(`[data-${name}]`).textContent = worded(value > 0n ? value : 0n);
}

function update() {
  const shares = fields.map((field) => millionths(field.value));
  if (shares.includes(null)) return;
  const total = shares.reduce((sum, share) => sum + share, 0n);
  balance.querySelector("[data-total]").textContent = worded(total);
  const whole = balance.dataset.whole ? millionths(balance.dataset.whole) : null;
  if (whole === null) return;
  show("gap", whole - total);
  show("surplus", total - whole);
}

for (const field of fields) field.addEventListener("input", update);
