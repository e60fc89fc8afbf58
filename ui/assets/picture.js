// Sets one of our own drawings into the page. It is read as a picture's markup; a script in it would not be run.
export default function ({ data, parentElement }) {
  const read = new DOMParser().parseFromString(String(data && data.svg), "image/svg+xml").documentElement;
  if (read.nodeName !== "svg") return;
  const made = document.importNode(read, true);
  made.querySelectorAll("script, foreignObject, a, image, use").forEach((part) => part.remove());
  made.style.cssText = "display:block;max-width:100%;font-family:inherit;";
  parentElement.replaceChildren(made);
}
