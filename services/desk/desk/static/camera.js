// Hands the pages that a document camera takes as one PDF to this page's file field (upload.js).
const section = document.querySelector("[data-camera]");
const video = section.querySelector("video");
const list = section.querySelector("ol");
const [open, take, use] = section.querySelectorAll(":scope > p > button");
const failure = section.querySelector("[role=alert]");
const file = document.querySelector("[data-choose] input[type=file]");
const [SHORT, LONG] = [595, 842]; // A4 in points
const pages = [];

function pdf() {
  const parts = [];
  const offsets = [];
  let length = 0;
  const add = (part) => { parts.push(part); length += part.length; };
  const object = (number, ...content) => {
    offsets[number] = length;
    [`${number} 0 obj\n`, ...content, "\nendobj\n"].forEach(add);
  };
  const ids = pages.map((_, at) => 3 + 3 * at);
  add("%PDF-1.4\n");
  object(1, "<</Type/Catalog/Pages 2 0 R>>");
  object(2, `<</Type/Pages/Count ${ids.length}/Kids[${ids.map((id) => `${id} 0 R`).join(" ")}]>>`);
  pages.forEach(({ bytes, width, height, turned }, at) => {
    const id = ids[at];
    const [wide, high] = width > height ? [LONG, SHORT] : [SHORT, LONG];
    const scale = Math.min(wide / width, high / height);
    const [w, h] = [width * scale, height * scale];
    const draw = `q ${w} 0 0 ${h} ${(wide - w) / 2} ${(high - h) / 2} cm /P Do Q`;
    object(id, `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${wide} ${high}]/Rotate ${turned}`
      + `/Contents ${id + 1} 0 R/Resources<</XObject<</P ${id + 2} 0 R>>>>>>`);
    object(id + 1, `<</Length ${draw.length}>>stream\n${draw}\nendstream`);
    object(id + 2, `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}`
      + "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode"
      + `/Length ${bytes.length}>>stream\n`, bytes, "\nendstream");
  });
  const start = length;
  add(`xref\n0 ${offsets.length}\n0000000000 65535 f \n`);
  offsets.slice(1).forEach((at) => add(`${String(at).padStart(10, "0")} 00000 n \n`));
  add(`trailer<</Size ${offsets.length}/Root 1 0 R>>\nstartxref\n${start}\n%%EOF\n`);
  return new File(parts, "ban-quet.pdf", { type: "application/pdf" });
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "plain";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

async function shoot() {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d").drawImage(video, 0, 0);
  const blob = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", 0.9); });
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const page = { bytes, width: canvas.width, height: canvas.height, turned: 0 };
  pages.push(page);
  const item = document.createElement("li");
  item.append(
    canvas,
    button(section.dataset.turn, () => {
      page.turned = (page.turned + 90) % 360;
      canvas.className = `turned-${page.turned}`;
    }),
    button(section.dataset.drop, () => {
      pages.splice(pages.indexOf(page), 1);
      item.remove();
      use.hidden = pages.length === 0;
    }),
  );
  list.append(item);
  use.hidden = false;
}

async function start() {
  failure.textContent = "";
  try {
    const wanted = { width: { ideal: 4096 }, height: { ideal: 3072 } };
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: wanted });
    video.hidden = false;
    await video.play();
    open.hidden = true;
    take.hidden = false;
  } catch {
    failure.textContent = section.dataset.failed;
  }
}

if (navigator.mediaDevices?.getUserMedia) {
  section.hidden = false;
  open.addEventListener("click", start);
  take.addEventListener("click", shoot);
  use.addEventListener("click", () => {
    const chosen = new DataTransfer();
    chosen.items.add(pdf());
    file.files = chosen.files;
    file.dispatchEvent(new Event("change"));
  });
}
