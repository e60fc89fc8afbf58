"""Frames as files that other tools open: GeoJSON, GeoPackage, GeoParquet, KML. Written in memory, never to a disk."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping

import geopandas

#: format -> (suffix, media type)
FORMATS: Mapping[str, tuple[str, str]] = {
    "geojson": ("geojson", "application/geo+json"),
    "gpkg": ("gpkg", "application/geopackage+sqlite3"),
    "geoparquet": ("parquet", "application/vnd.apache.parquet"),
    "kml": ("kml", "application/vnd.google-earth.kml+xml"),
}


def write(frame: geopandas.GeoDataFrame, kind: str, *, layer: str, note: str) -> bytes:
    """The bytes of a file.

    Args:
        frame: with a CRS; texts and numbers only beside the geometry.
        kind: one of :data:`FORMATS`.
        layer: name of the layer.
        note: what must be read with it (marking, borders, credits); goes into the file where the format has a place.

    Raises:
        KeyError: there is no such format.
    """
    if kind not in FORMATS:
        raise KeyError(kind)
    if kind == "geojson":
        made = json.loads(frame.to_json(drop_id=True))
        # RFC 7946 allows further members; WGS 84 is its only reference system, so none is named.
        made = {"type": "FeatureCollection", "name": layer, "note": note, "features": made["features"]}
        return json.dumps(made, ensure_ascii=False, indent=1).encode()
    out = io.BytesIO()
    if kind == "geoparquet":
        frame.assign(note=note).to_parquet(out, index=False)
    elif kind == "gpkg":
        # The time of writing tells when an office works on a case; a fixed one also makes the file the same each time.
        frame.to_file(out, driver="GPKG", layer=layer, layer_options={"DESCRIPTION": note}, engine="pyogrio")
    else:
        names = [f"{row['from_name'] or row['from_code']} – {row['to_name'] or row['to_code']}" for row in
                 frame.drop(columns="geometry").to_dict("records")]  # fmt: skip
        frame.assign(Name=names, Description=note).to_file(out, driver="KML", layer=layer, engine="pyogrio")
    return out.getvalue()
