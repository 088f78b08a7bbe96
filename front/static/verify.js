// Digests a chosen file in the browser and asks whether the province signed it; the file itself is
// sent nowhere. Without this module the page takes a digest that was made elsewhere.
const form = document.querySelector("form[data-verify]");
const choose = form.querySelector("[data-choose]");
const file = choose.querySelector("input[type=file]");

async function verify() {
  const chosen = file.files[0];
  if (!chosen) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await chosen.arrayBuffer()));
  form.elements.tep.value = Array.from(digest, (b) => b.toString(16).padStart(2, "0")).join("");
  form.submit();
}

if (globalThis.crypto?.subtle) {
  choose.hidden = false;
  for (const part of form.querySelectorAll("[data-plain]")) part.hidden = true;
  file.addEventListener("change", verify);
}
