"""The notebook how-to does what it says."""

import re
from pathlib import Path

from geodata.corridors import corridors
from geodata.routes import legs_frame, stops_frame

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "notebook.md"


def test_the_code_of_the_page_runs(monkeypatch, places_folder, capsys):
    monkeypatch.chdir(ROOT)
    code = "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S))
    code = code.replace('Path("places")', "PLACES")
    exec(compile(code, PAGE.name, "exec"), {"PLACES": places_folder})
    told = capsys.readouterr().out
    assert "EPSG:4326" in told
    assert "Uzbekistan" in told


def test_the_page_names_every_column():
    text = PAGE.read_text(encoding="utf-8")
    frames = [legs_frame([]), stops_frame([]), corridors(legs_frame([]))[0]]
    for column in {str(name) for frame in frames for name in frame.columns}:
        short = re.sub(r"^(from|to)_(key|label|iso2|lat|lon)$", r"\2", column)
        assert re.search(rf"\b({column}|{short})\b", text), column
