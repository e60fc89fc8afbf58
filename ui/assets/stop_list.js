// Stops of one route in their order: dragged or moved by a button, opened to be changed, taken out. The texts are set as
// text. The page hears of one act at a time.
export default function ({ data, parentElement, setTriggerValue }) {
  const list = document.createElement("ol");
  list.setAttribute("aria-label", data.words.list);
  const rows = (data.stops || []).map((stop, at) => {
    const row = document.createElement("li");
    row.draggable = data.ordered;
    row.dataset.at = at;
    if (stop.id === data.open) row.setAttribute("aria-current", "true");
    const sign = document.createElement("span");
    sign.className = "sign";
    if (data.ordered) sign.textContent = `${at + 1} `;
    const shape = new DOMParser().parseFromString(stop.shape, "text/html").body.firstElementChild;
    if (shape) sign.appendChild(document.importNode(shape, true));
    const text = document.createElement("span");
    text.className = "text";
    text.dir = "auto";
    text.textContent = stop.text;
    row.append(sign, text);
    const act = (label, mark, disabled, value) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = mark;
      button.title = label;
      button.setAttribute("aria-label", `${label}: ${stop.text}`);
      button.disabled = disabled;
      button.addEventListener("click", () => setTriggerValue("act", value));
      row.appendChild(button);
    };
    if (data.ordered) {
      act(data.words.earlier, "↑", at === 0, { move: stop.id, to: at - 1 });
      act(data.words.later, "↓", at === data.stops.length - 1, { move: stop.id, to: at + 1 });
    }
    act(data.words.change, "✎", false, { open: stop.id });
    act(data.words.out, "×", false, { out: stop.id });
    row.addEventListener("dragstart", (event) => {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", String(at));
      row.classList.add("held");
    });
    row.addEventListener("dragend", () => row.classList.remove("held"));
    row.addEventListener("dragover", (event) => {
      event.preventDefault();
      row.classList.add("over");
    });
    row.addEventListener("dragleave", () => row.classList.remove("over"));
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      const from = data.stops[Number(event.dataTransfer.getData("text/plain"))];
      if (from && from.id !== stop.id) setTriggerValue("act", { move: from.id, to: at });
    });
    return row;
  });
  list.replaceChildren(...rows);
  parentElement.querySelector("ol")?.remove();
  parentElement.appendChild(list);
}
