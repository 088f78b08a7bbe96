// Shows two minutes before an idle sign-in ends that it does, with a button to go on. Without this
// module the page names the time at its foot; a form that is sent too late loses nothing either way.
const dialog = document.querySelector("dialog[data-seconds]");
const [soon, over] = dialog.querySelectorAll("[data-soon], [data-over]");
const KEY = "sign-in-ends"; // shared by all tabs: another one may have moved the end
const WARNING = 120_000;
let isDismissed = false;

const left = () => Number(localStorage.getItem(KEY)) - Date.now();

function begin(seconds) {
  localStorage.setItem(KEY, String(Date.now() + seconds * 1000));
}

function show(isOver) {
  soon.hidden = isOver;
  over.hidden = !isOver;
  if (!dialog.open) dialog.showModal();
}

function look() {
  if (left() > WARNING) {
    isDismissed = false;
    dialog.close();
  } else if (!isDismissed) {
    show(left() <= 0);
  }
}

async function goOn() {
  const answer = await fetch(dialog.dataset.goOn).catch(() => null);
  if (answer?.ok) begin((await answer.json()).seconds);
  look();
}

begin(Number(dialog.dataset.seconds));
soon.querySelector("button").addEventListener("click", goOn);
over.querySelector("button").addEventListener("click", () => dialog.close());
dialog.addEventListener("cancel", (event) => {
  if (soon.hidden) return;
  event.preventDefault();
  goOn();
});
dialog.addEventListener("close", () => {
  isDismissed = !over.hidden;
});
setInterval(look, 10_000);
document.addEventListener("visibilitychange", look);
