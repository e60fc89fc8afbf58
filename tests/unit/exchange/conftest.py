import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest

STATES = {
    "узбекистан": "UZ", "казахстан": "KZ", "uzbekistan": "UZ", "nepal": "NP", "أوزبكستان": "UZ", "中国": "CN",
    "türkiye": "TR", "ไทย": "TH", "bosnia and herzegovina": "BA", "россия": "RU",
}  # fmt: skip


@pytest.fixture
def find_country() -> Callable[[str], str | None]:
    return lambda text: STATES.get(text.strip().casefold()) or (text if text in STATES.values() else None)


@pytest.fixture
def book() -> Callable[..., bytes]:
    def make(
        *rows: list[object], merges: tuple[str, ...] = (), change: Callable[[object], None] | None = None
    ) -> bytes:
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        for row in rows:
            sheet.append(row)
        for merge in merges:
            sheet.merge_cells(merge)
        if change:
            change(workbook)
        out = io.BytesIO()
        workbook.save(out)
        return out.getvalue()

    return make


@pytest.fixture
def repack() -> Callable[..., bytes]:
    """The same package with one part changed."""

    def change(data: bytes, part: str, edit: Callable[[bytes], bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                content = source.read(name)
                target.writestr(name, edit(content) if name.endswith(part) else content)
        return out.getvalue()

    return change
