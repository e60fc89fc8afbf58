"""The bill of materials: every package of the lock file with its hashes, as CycloneDX 1.6 JSON."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
import uuid
from pathlib import Path
from typing import Any

LOCK = Path(__file__).parent.parent / "uv.lock"


def cyclonedx(lock: Path = LOCK, *, dev: bool = False) -> dict[str, Any]:
    """The document, the same bytes for the same lock file.

    Args:
        lock: a ``uv.lock``.
        dev: with the packages that only development needs.
    """
    text = lock.read_text(encoding="utf-8")
    packages = {(one["name"], one["version"]): one for one in tomllib.loads(text)["package"] if "version" in one}
    by_name: dict[str, list[tuple[str, str]]] = {}
    for name, version in packages:
        by_name.setdefault(name, []).append((name, version))
    own = next(key for key, one in packages.items() if "editable" in one["source"] or "virtual" in one["source"])
    reached = _reached(own, packages, by_name, dev)
    graph = [
        {"ref": _ref(key), "dependsOn": sorted({_ref(other) for other in _needs(packages[key], by_name, False)})}
        for key in sorted(reached)
    ]
    graph[0:0] = [{"ref": _ref(own), "dependsOn": sorted({_ref(key) for key in _needs(packages[own], by_name, dev)})}]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, text)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": _ref(own), "name": own[0], "version": own[1],
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
        },
        "components": [_component(key, packages[key]) for key in sorted(reached)],
        "dependencies": graph,
    }  # fmt: skip


def without_hash(document: dict[str, Any]) -> list[str]:
    """Names of components that carry no hash: none may."""
    return [str(one["name"]) for one in document["components"] if not one["hashes"]]


def _reached(
    own: tuple[str, str], packages: dict[Any, Any], by_name: dict[str, list[tuple[str, str]]], dev: bool
) -> set[tuple[str, str]]:
    reached: set[tuple[str, str]] = set()
    waiting = _needs(packages[own], by_name, dev)
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += _needs(packages[key], by_name, False)
    return reached - {own}


def _needs(package: dict[str, Any], by_name: dict[str, list[tuple[str, str]]], dev: bool) -> list[tuple[str, str]]:
    wanted = list(package.get("dependencies", []))
    if dev:
        wanted += [one for group in package.get("dev-dependencies", {}).values() for one in group]
    return [
        key
        for one in wanted
        for key in by_name.get(one["name"], [])
        if "version" not in one or key[1] == one["version"]
    ]


def _component(key: tuple[str, str], package: dict[str, Any]) -> dict[str, Any]:
    files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
    digests = sorted({file["hash"].removeprefix("sha256:") for file in files if file.get("hash", "").startswith("sha")})
    made: dict[str, Any] = {
        "type": "library", "bom-ref": _ref(key), "name": key[0], "version": key[1], "purl": _ref(key),
        "hashes": [{"alg": "SHA-256", "content": digest} for digest in digests],
    }  # fmt: skip
    if licence := _licence(key[0]):
        made["licenses"] = [licence]
    return made


def _licence(name: str) -> dict[str, Any] | None:
    """What the installed package says of itself; nothing where it is not installed here."""
    try:
        told: Any = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return None
    if expression := told.get("License-Expression"):
        return {"expression": expression}
    named = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or [] if line.startswith("License ::")]
    text = ", ".join(named) or re.sub(r"\s+", " ", (told.get("License") or "").strip())[:80]
    return {"license": {"name": text}} if text else None


def _ref(key: tuple[str, str]) -> str:
    return f"pkg:pypi/{key[0]}@{key[1]}"
