import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("server", "address", "127.0.0.1"),
        ("server", "xsrfCookieSameSite", "strict"),
        ("server", "enableXsrfProtection", True),
        ("server", "enableCORS", True),
        ("server", "maxUploadSize", 20),
        ("server", "fileWatcherType", "none"),
        ("server", "enableStaticServing", False),
        ("server", "enableAgentApi", False),
        ("browser", "gatherUsageStats", False),
        ("client", "toolbarMode", "minimal"),
        ("client", "showErrorDetails", "none"),
        ("client", "showErrorLinks", False),
        ("client", "disableDataExport", True),
        ("runner", "magicEnabled", False),
    ],
)
def test_the_settings_that_keep_data_in(section, name, value):
    assert CONFIG[section][name] == value


def test_identity_headers_are_trusted_only_behind_the_gate():
    assert "trustedUserHeaders" not in CONFIG["server"]


def test_fonts_are_our_own_and_there():
    for face in CONFIG["theme"]["fontFaces"]:
        assert face["url"].startswith("/assets/vendor/fonts/")
        assert (ROOT / "ui" / face["url"].lstrip("/")).is_file()


def test_fonts_of_the_world_are_there_and_overlap_no_latin():
    text = (ROOT / "ui" / "assets" / "fonts-world.css").read_text(encoding="utf-8")
    named = re.findall(r'url\("(/assets/[^"]+)"\)', text)
    assert len(named) > 100
    assert all((ROOT / "ui" / name.lstrip("/")).is_file() for name in named)
    starts = [int(first, 16) for first in re.findall(r"U\+([0-9a-f]+)", text)]
    assert min(starts) >= 0x590, "Latin, Cyrillic and Greek stay with Inter"
    spans = [
        (int(first, 16), int(last or first, 16)) for first, last in re.findall(r"U\+([0-9a-f]+)(?:-([0-9a-f]+))?", text)
    ]
    for sign in "新桂龍ひカ김한ሰאසதਸગ":
        assert any(first <= ord(sign) <= last for first, last in spans), sign


def test_vendored_files_are_as_locked_and_name_no_source_map():
    check = subprocess.run(
        [sys.executable, ROOT / "scripts" / "vendor_assets", "--check"], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stderr
    for path in (ROOT / "ui" / "assets").rglob("*"):
        if path.suffix in (".js", ".css"):
            text = path.read_text(encoding="utf-8")
            assert "sourceMappingURL" not in text
            assert "url(http" not in text
            assert "url(//" not in text


def test_app_py_stays_a_front_door():
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) < 60
