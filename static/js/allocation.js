// Keeps the total of the shares, and the gap or surplus against the whole, while one types. What cannot be read
// here, such as a unit that was written out, the server reads when the total is computed or saved.
const PLACES = 6;
const SCALE = 10n ** BigInt(PLACES);
const balance = document.querySelector("[data-balance]");
const fields = [...document.querySelectorAll("input[data-share]")];

/** The number in millionths, exactly; null for what is no plain number. */
function millionths(text) {
  const match = /^(\d*)(?:\.(\d{0,6}))?$/.exec(text.normalize("NFKC").replaceAll(",", "").trim());
  if (!match) return null;
  return BigInt(match[1] || "0") * SCALE + BigInt((match[2] ?? "").padEnd(PLACES, "0"));
}

function worded(value) {
  const decimals = String(value % SCALE).padStart(PLACES, "0").replace(/0+$/, "");
  const unit = balance.querySelector("[data-unit]").textContent.trim();
  const number = (value / SCALE).toLocaleString("en") + (decimals ? `.${decimals}` : "");
  return unit === "%" ? `${number}%` : `${number} ${unit}`;
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
