// Sets a map document into the page, in a sandbox without our origin; hands it what to draw and hands back which line
// was clicked and which part of the world is seen.
export default function ({ data, parentElement, setTriggerValue, setStateValue }) {
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
    frame.ready = false;
    frame.src = data.src;
  }
  const draw = () => {
    if (frame.ready && data.sent) frame.contentWindow.postMessage({ waylink: "draw", sent: data.sent }, "*");
  };
  const hear = (event) => {
    const said = event.data;
    if (event.source !== frame.contentWindow || !said) return;
    if (said.waylink === "ready") {
      frame.ready = true;
      draw();
    } else if (said.waylink === "line") {
      if (said.view && typeof said.view === "object") setStateValue("view", said.view);
      if (typeof said.id === "string" && said.id.length <= 80) setTriggerValue("line", said.id);
    } else if (said.waylink === "view" && said.view && typeof said.view === "object") {
      setStateValue("view", said.view);
    }
  };
  window.addEventListener("message", hear);
  draw();
  return () => window.removeEventListener("message", hear);
}
