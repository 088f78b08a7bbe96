// Uploads a chosen file at once: its digest is made here, the form comes from us, the file goes
// straight to the store. Without this module the page's own button does the same in two steps.
const form = document.querySelector("form[data-upload]");
const choose = form.querySelector("[data-choose]");
const file = choose.querySelector("input[type=file]");
const progress = choose.querySelector("progress");
const failure = choose.querySelector("[data-failure]");
const LARGEST = 20 * 1024 * 1024;

const hex = (bytes) => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, "0")).join("");

async function ticket(chosen) {
  const fields = new URLSearchParams(new FormData(form));
  fields.set("name", chosen.name);
  fields.set("media_type", chosen.type);
  fields.set("size", String(chosen.size));
  fields.set("sha256", hex(await crypto.subtle.digest("SHA-256", await chosen.arrayBuffer())));
  const answer = await fetch(form.dataset.upload, { method: "POST", body: fields });
  if (answer.status === 401) location.reload();
  const content = await answer.json();
  if (!answer.ok) throw new Error(content.detail);
  return content;
}

function send(to, chosen) {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(to.fields)) body.append(name, value);
    body.append("file", chosen);
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => { progress.value = (100 * event.loaded) / event.total; };
    request.onload = () => (request.status < 300 ? resolve() : reject(new Error(failure.dataset.lost)));
    request.onerror = () => reject(new Error(failure.dataset.lost));
    request.open("POST", to.url);
    request.send(body);
  });
}

async function upload() {
  const chosen = file.files[0];
  failure.textContent = "";
  if (!chosen) return;
  if (chosen.size > LARGEST) {
    failure.textContent = failure.dataset.large;
    return;
  }
  file.disabled = true;
  progress.hidden = false;
  try {
    const to = await ticket(chosen);
    await send(to, chosen);
    location.assign(to.after ?? form.dataset.after);
  } catch (error) {
    failure.textContent = error instanceof TypeError ? failure.dataset.lost : error.message;
    progress.hidden = true;
    file.disabled = false;
    file.value = "";
  }
}

if (globalThis.crypto?.subtle) {
  choose.hidden = false;
  form.querySelector("[data-plain]").hidden = true;
  file.addEventListener("change", upload);
}
