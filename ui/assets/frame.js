// Direction and language of the document, its fonts, the reader's remembered choice, and the end of an idle session.
// Runs with every run of the frame; timers are set once per page load.
const HOUR = 3600 * 1000;

function watch(minutes) {
  if (window.__waylinkWatch) return;
  let last = Date.now();
  const touch = () => { last = Date.now(); };
  for (const name of ["pointerdown", "keydown", "wheel", "touchstart"]) {
    window.addEventListener(name, touch, { passive: true, capture: true });
  }
  const leave = (query) => window.location.assign("/logout" + query);
  const look = async () => {
    if (Date.now() - last > minutes * 60 * 1000) return leave("?idle=1");
    try {
      const answer = await fetch("/presence", { credentials: "same-origin", cache: "no-store" });
      if (answer.status === 401) leave("?idle=1");
    } catch {
      // The server is away: what is on the screen stays until it answers again.
    }
  };
  window.__waylinkWatch = window.setInterval(look, 30 * 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });
}

// Fonts of further scripts, once per page load. Tables are drawn on a canvas, which does not draw itself anew when a
// font arrives that its text was waiting for.
function fonts() {
  if (document.getElementById("waylink-fonts")) return;
  const link = document.createElement("link");
  link.id = "waylink-fonts";
  link.rel = "stylesheet";
  link.href = "/assets/fonts-world.css";
  document.head.append(link);
  document.fonts.addEventListener("loadingdone", (event) => {
    if (event.fontfaces.length) window.dispatchEvent(new Event("resize"));
  });
}

export default function ({ data }) {
  if (!data) return;
  fonts();
  const root = document.documentElement;
  root.lang = data.language;
  root.dir = data.direction;
  if (data.remember) {
    const secure = window.location.protocol === "https:" ? "; secure" : "";
    document.cookie = `waylink_language=${data.language}; path=/; samesite=strict; max-age=${(365 * 24 * HOUR) / 1000}${secure}`;
  }
  if (data.idleMinutes) watch(data.idleMinutes);
}
