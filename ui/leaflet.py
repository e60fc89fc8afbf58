"""folium without the internet: every script from our own server, a ground of country outlines, no tiles.

Out of the box a bare ``folium.Map()`` asks five foreign hosts for scripts, fonts and tiles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from jinja2 import Template

from ui.look import Ground
from ui.text import script_text

_VENDOR = "/assets/vendor"
_OURS = {
    "leaflet": f"{_VENDOR}/leaflet/leaflet.js",
    "leaflet_css": f"{_VENDOR}/leaflet/leaflet.css",
}
#: what folium adds for markers and popups that we do not use
_NOT_USED = frozenset(
    {"jquery", "bootstrap", "awesome_markers", "bootstrap_css", "glyphicons_css", "awesome_markers_font_css",
     "awesome_markers_css", "awesome_rotate_css"}
)  # fmt: skip
_FOREIGN = re.compile(r"""(?:src|href)\s*=\s*["']?\s*(?:https?:)?//|url\(\s*["']?(?:https?:)?//""", re.IGNORECASE)
_HTML = re.compile(r"<html[^>]*>", re.IGNORECASE)


class ForeignLink(RuntimeError):  # noqa: N818  -- it names what was found
    """A map would have asked a foreign host for something. It is not sent."""


def _classes(root: type[JSCSSMixin] = JSCSSMixin) -> Iterator[type[JSCSSMixin]]:
    for child in root.__subclasses__():
        yield child
        yield from _classes(child)


def use_our_files() -> None:
    """Point every folium class at our own copies. Links that we have no copy of stay; :func:`render` refuses them."""
    for kind in _classes():
        for attribute in ("default_js", "default_css"):
            links: list[tuple[str, str]] = getattr(kind, attribute)
            ours = [(name, _OURS.get(name, url)) for name, url in links if name not in _NOT_USED]
            if ours != links:
                setattr(kind, attribute, ours)


use_our_files()


class CountryOutlines(MacroElement):
    """The ground: country outlines, fetched by the browser from our server; finer ones from zoom 5 on.

    Args:
        ground: colours.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        (function () {
          const map = {{ this._parent.get_name() }};
          const colours = {{ this.colours|tojson }};
          const style = (feature) => {
            const contested = Boolean(feature.properties && feature.properties.contested);
            return {
              stroke: true, color: colours.border, weight: 0.7, dashArray: contested ? "3 3" : null,
              fill: true, fillOpacity: 1, fillColor: contested ? colours.contested : colours.land,
            };
          };
          const layers = {};
          let shown = null;
          const show = async () => {
            // A file that opens offline brings the ground with it.
            const held = window.waylinkGround;
            const name = !held && map.getZoom() >= 5 ? "fine" : "world";
            if (name === shown) return;
            shown = name;
            try {
              if (!layers[name]) {
                const ground = held || (await (await fetch("/assets/geo/" + name + ".geojson")).json());
                layers[name] = L.geoJSON(ground, { style: style, interactive: false, pane: "ground" });
              }
            } catch {
              // Without its ground the map still shows the routes; the next zoom asks again.
              shown = null;
              return;
            }
            if (shown !== name) return;
            for (const other of Object.values(layers)) map.removeLayer(other);
            layers[name].addTo(map);
            document.documentElement.dataset.ground = name;
          };
          map.createPane("ground").style.zIndex = 250;
          map.on("zoomend", show);
          show();
        })();
        {% endmacro %}
    """)

    def __init__(self, ground: Ground) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "CountryOutlines"
        self.colours = {"land": ground.land, "border": ground.border, "contested": ground.contested}


class Notes(MacroElement):
    """The line of credits; Leaflet's own prefix is switched off.

    Args:
        credit: plain text.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        {{ this._parent.get_name() }}.attributionControl.setPrefix(false).addAttribution({{ this.credit|tojson }});
        {% endmacro %}
    """)

    def __init__(self, credit: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Notes"
        self.credit = escape(credit)


class Sign(MacroElement):
    """Something of ours at a point: a mark, an arrowhead or a name.

    folium's own marker sets its picture after its tooltip, so that the tooltip never opens for the keyboard.

    Args:
        at: latitude, longitude in degrees.
        html: our own markup.
        size: width and height in pixels.
        kind: class name.
        label: what it is, for those who hear it; foreign text, set as an attribute and never read as markup. Empty for
            what is only seen: it takes no focus.
        tooltip: HTML; foreign text in it has gone through ``map_text``.
        options: of the tooltip.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        (function () {
          const sign = L.marker({{ this.at|tojson }}, {{ this.settings|tojson }});
          sign.options.icon = L.divIcon({{ this.icon|tojson }});
          sign.addTo({{ this._parent.get_name() }});
          {% if this.named %}sign.getElement().setAttribute("aria-label", {{ this.label }});{% endif %}
          {% if this.tooltip %}sign.bindTooltip({{ this.tooltip|tojson }}, {{ this.options|tojson }});{% endif %}
        })();
        {% endmacro %}
    """)

    def __init__(
        self,
        at: tuple[float, float],
        html: str,
        *,
        size: int,
        kind: str,
        label: str = "",
        tooltip: str = "",
        options: dict[str, Any] | None = None,
    ) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Sign"
        self.at, self.tooltip, self.options = list(at), tooltip, options or {}
        self.named, self.label = bool(label), script_text(label)
        self.settings = {"interactive": bool(label), "keyboard": bool(label), "riseOnHover": True}
        anchor = [size // 2, size // 2]
        self.icon = {"html": html, "iconSize": [size, size], "iconAnchor": anchor, "className": kind}


class Clicks(MacroElement):
    """Tell the page which line was chosen. The page takes it only from this frame, and only an opaque id.

    Args:
        line: the folium line.
        line_id: opaque id.
    """

    _template = Template("""
        {% macro script(this, kwargs) %}
        {{ this.line.get_name() }}.on("click", function () {
          parent.postMessage({ waylink: "line", id: {{ this.line_id }} }, "*");
        });
        {% endmacro %}
    """)

    def __init__(self, line: Any, line_id: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Clicks"
        self.line, self.line_id = line, script_text(line_id)


class Live(MacroElement):
    """Hand the map to the script that draws what the page sends (``/assets/map_live.js``)."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        window.waylinkMap = {{ this._parent.get_name() }};
        {% endmacro %}
    """)

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Live"


def new_map(ground: Ground) -> folium.Map:
    """A map with the ground and nothing on it."""
    made = folium.Map(
        location=[25, 45], zoom_start=3, tiles=None, minZoom=2, maxZoom=12, worldCopyJump=False, font_size="14px",
        zoomAnimation=False, zoomSnap=0.5, zoom_control=True,
    )  # fmt: skip
    made.add_child(CountryOutlines(ground))
    return made


def render(made: folium.Map, *, language: str, direction: str, title: str, dark: bool, under: str = "") -> str:
    """The map as an HTML document.

    Args:
        made: the map.
        language: of the document.
        direction: ``ltr`` or ``rtl``.
        title: of the document, for those who hear it.
        dark: the ground is dark.
        under: HTML of our own words that stands under the map, its legend.

    Raises:
        ForeignLink: the document would ask a foreign host for something.
    """
    for kind in {type(child) for child in _everything(made)}:
        for _name, url in [*getattr(kind, "default_js", []), *getattr(kind, "default_css", [])]:
            if not url.startswith("/assets/"):
                raise ForeignLink(f"{kind.__name__} still names a foreign host")
    document: str = made.get_root().render()
    # folium draws a random name for every part: counted names make the same map the same document, so that a frame that
    # shows it need not load anew and keeps its zoom.
    for count, element in enumerate(_everything(made.get_root())):
        document = document.replace(element._id, f"n{count}")
    if _FOREIGN.search(document):
        raise ForeignLink("the map's document names a foreign host")
    root = f'<html lang="{escape(language)}" dir="{escape(direction)}" class="{"dark" if dark else "light"}">'
    document = _HTML.sub(root, document, count=1)
    head = f'<title>{escape(title)}</title><link rel="stylesheet" href="/assets/map.css"/></head>'
    document = document.replace("</head>", head, 1)
    # Before the scripts, so that the map is measured with its legend in place.
    return document.replace("</body>", f'<div class="wl-legend">{under}</div></body>', 1) if under else document


def _everything(element: Any) -> Iterator[Any]:
    yield element
    for child in element._children.values():
        yield from _everything(child)
