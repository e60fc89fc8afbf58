// Sets a map document into the page, in a sandbox without our origin, and hands back which line was clicked.
export default function ({ data, parentElement, setTriggerValue }) {
  if (!data || typeof data.src !== "string" || !data.src.startsWith("/map/")) return;
  let frame = parentElement.querySelector("iframe");
  if (!frame) {
    frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.style.cssText = "display:block;width:100%;border:0;border-radius:5px;";
    parentElement.appendChild(frame);
  }
  frame.title = data.title;
  frame.style.height = `${data.height}px`;
  if (frame.dataset.src !== data.src) {
    frame.dataset.src = data.src;
    frame.src = data.src;
  }
  const hear = (event) => {
    const said = event.data;
    if (event.source !== frame.contentWindow || !said || said.waylink !== "line") return;
    if (typeof said.id === "string" && said.id.length <= 80) setTriggerValue("line", said.id);
  };
  window.addEventListener("message", hear);
  return () => window.removeEventListener("message", hear);
}
