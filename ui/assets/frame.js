// Direction and language of the document, the reader's remembered choice, and the end of an idle session.
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

export default function ({ data }) {
  if (!data) return;
  const root = document.documentElement;
  root.lang = data.language;
  root.dir = data.direction;
  if (data.remember) {
    const secure = window.location.protocol === "https:" ? "; secure" : "";
    document.cookie = `waylink_language=${data.language}; path=/; samesite=strict; max-age=${(365 * 24 * HOUR) / 1000}${secure}`;
  }
  if (data.idleMinutes) watch(data.idleMinutes);
}
