"""Ten thousand broken and hostile files through the import: none may crash it, hang it, or take the memory.

Files are made from good ones (case documents, tables in three encodings, workbooks, Word documents) by changing bytes,
cutting, doubling, exchanging pieces between files, editing the parts of a package, and from a list of known attacks
(bombs, entities, far cells, deep nesting, endless lines, wrong names). Each goes through the same service as an upload
in the browser. Counted: what was taken, what was refused with a reason, in how many refusals the reason names a line,
row or path; anything else that is raised is a crash. Time is measured for each file, memory for the reading processes
and for this one.

    uv run benchmarks/fuzz_uploads.py --files 10000
    uv run benchmarks/fuzz_uploads.py --files 10000 --fork   (each reading process is forked from a prepared one that
        has the libraries already, instead of being started anew: the same code under the same limits, ten times faster)
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import docx
import openpyxl

from exchange import child, demo, write_json
from records import Actor
from services import imports
from services.desk import open_desk
from services.errors import Refused

ACTOR = Actor("local:fuzz", "local", "KZ")
ROWS = [
    ["ФИО", "Дата рождения", "Пол", "Роль", "Дело"],
    ["Каримова Дилноза", "03.05.1998", "ж", "потерпевшая", "1"],
    ["Ли Ян", "1990", "м", "обвиняемый", "1"],
    ["=cmd|' /C calc'!A0", "31.02.2020", "?", "никто", "2"],
]
TABLE = "\n".join(";".join(row) for row in ROWS)
MB = 1024 * 1024


def workbook() -> bytes:
    """A small workbook of persons."""
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in ROWS:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def word() -> bytes:
    """A small Word document with a table of persons."""
    document, out = docx.Document(), io.BytesIO()
    table = document.add_table(0, len(ROWS[0]))
    for row in ROWS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(out)
    return out.getvalue()


def package(name: str, part: bytes, *, stored: bool = False) -> bytes:
    """A package with one part."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, part)
    return out.getvalue()


def repacked(data: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """The same package with its parts edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, edit(name, source.read(name)))
    return out.getvalue()


def attacks(book: bytes, letter: bytes) -> list[bytes]:
    """Known ways to hurt a reader."""
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    far = repacked(book, lambda n, p: p.replace(b'r="E4"', b'r="XFD1048576"') if n.endswith("sheet1.xml") else p)
    return [
        b"", b"\x00", b"\xff\xfe", b"PK\x03\x04", b"PK\x05\x06" + b"\x00" * 18, b"%PDF-1.7", b"MZ" + b"\x00" * 100,
        b"[" * 200_000, b'{"a":' * 50_000, b"[" + b"1," * 900_000 + b"1]", b"[" + b"[]," * 1_200_000 + b"[]]",
        b'{"a": 1e999999}', b'{"a": ' + b"9" * 100_000 + b"}", b'{"a": "\\ud800"}', b'{"a": 1, "a": 2}', b"NaN",
        b'"' * 500_000, b"name\n" + b"\n" * 5_000_000, b"name" + b"," * 3_000_000, b"name\n" + b"x" * 5_000_000,
        ("name\n" + "\u202e" * 1000 + "\n").encode(), ("\ufeff" * 50 + TABLE).encode(), TABLE.encode("utf-32"),
        package("xl/workbook.xml", b"a" * 100 * MB), package("word/document.xml", b" " * 100 * MB),
        package("xl/workbook.xml", b"x", stored=True), package("../../etc/x", b"x"), far,
        repacked(book, lambda n, p: entity + p if n.endswith(".xml") else p),
        repacked(letter, lambda n, p: entity + p if n == "word/document.xml" else p),
        repacked(letter, lambda _, p: p.replace(b"<w:tbl>", b"<w:tbl>" + b"<w:tbl><w:tr><w:tc>" * 50_000, 1)),
        repacked(book, lambda n, p: p.replace(b"<row ", b"<row " * 2) if "sheet1" in n else p),
    ]  # fmt: skip


def changed(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A file with a few changes."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(made) + 1)
        length = chance.randint(1, 200)
        match chance.randrange(7):
            case 0 if place < len(made):
                made[place] = chance.randrange(256)
            case 1:
                del made[place : place + length]
            case 2:
                made[place:place] = made[place : place + length]
            case 3:
                made[place:place] = chance.randbytes(chance.randint(1, 12))
            case 4:
                other = chance.choice(others)
                start = chance.randrange(len(other))
                made[place:place] = other[start : start + length]
            case 5:
                del made[place:]
            case _:
                made[place:place] = chance.choice(
                    [b"\x00", b"\xff\xfe", b"\xe2\x80\xae", b'"', b"{", b"]", b"\r\n", b"="]
                )
    return bytes(made)


def inner(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """A package whose parts were changed, so that the damage lies behind a good zip."""
    return repacked(data, lambda _name, part: changed(part, chance, others) if chance.random() < 0.3 and part else part)


def files(number: int, seed: int) -> list[bytes]:
    """All files, the same for the same seed; they are made one by one when asked for."""
    chance = random.Random(seed)
    book, letter = workbook(), word()
    case = write_json.write(demo.documents()[0])
    texts = [case, TABLE.encode(), TABLE.encode("cp1251"), TABLE.encode("utf-16"), json.dumps([{"x": 1}]).encode()]
    known = attacks(book, letter)
    made = known[:number]
    while len(made) < number:
        kind = chance.random()
        if kind < 0.45:
            made.append(changed(case, chance, texts))
        elif kind < 0.84:
            made.append(changed(chance.choice(texts[1:]), chance, texts))
        elif kind < 0.88:
            made.append(changed(chance.choice([book, letter]), chance, [book, letter]))
        else:
            made.append(inner(chance.choice([book, letter]), chance, texts))
    return made


class Prepared:
    """A process that has the reading libraries and forks a reader for each file; stands in for ``child.start``."""

    def __init__(self) -> None:
        words = [sys.executable, "-I", str(Path(__file__).with_name("fuzz_reader.py"))]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def start(
        self, words: list[str], data: bytes, _environment: dict[str, str], _seconds: float
    ) -> subprocess.CompletedProcess[bytes]:
        """One file through one forked reader."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        head = json.dumps([Path(words[2]).name, words[3], len(data)]).encode()
        self.process.stdin.write(head + b"\n" + data)
        self.process.stdin.flush()
        code, size, self.peak, self.seconds = json.loads(self.process.stdout.readline())
        return subprocess.CompletedProcess(words, code, self.process.stdout.read(size), b"")

    peak = 0
    #: processor time of all readers so far
    seconds = 0.0


def processor(prepared: Prepared | None) -> float:
    """Processor time so far of this process and of all that read a file: what a busy machine does not change."""
    here, readers = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    return here + (prepared.seconds if prepared else readers.ru_utime + readers.ru_stime)


def main() -> None:
    """Run and print; status 1 where anything crashed, took too long or too much."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    reader.add_argument("--files", type=int, default=1_000)
    reader.add_argument("--seed", type=int, default=1)
    reader.add_argument("--fork", action="store_true", help="fork readers from a prepared process")
    reader.add_argument("--minutes", type=float, default=600, help="stop after this time and say how many were done")
    reader.add_argument("--keep", type=Path, help="folder for files that crashed it")
    choices = reader.parse_args()
    seen: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    slowest, busiest, crashes, without_place, done = 0.0, 0.0, 0, 0, 0
    until = time.monotonic() + choices.minutes * 60
    prepared = Prepared() if choices.fork else None
    if prepared:
        child.start = prepared.start
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder), demo=True)
        for place, data in enumerate(files(choices.files, choices.seed)):
            start, used = time.monotonic(), processor(prepared)
            if start > until:
                break
            done += 1
            try:
                report = imports.import_bytes(desk, ACTOR, f"file{place}.bin", data, force=True)
                seen["taken" if report.ok else "refused by rows"] += 1
                seen["rows set aside"] += len(report.quarantined)
                without_place += any(one.row is None and not one.path for one in report.quarantined)
            except Refused as error:
                seen["refused as a file"] += 1
                codes[error.code] += 1
            except Exception as error:
                crashes += 1
                print(f"  file {place}: {type(error).__name__}")
                if choices.keep:
                    (choices.keep / f"{place}.bin").write_bytes(data)
            slowest = max(slowest, time.monotonic() - start)
            busiest = max(busiest, processor(prepared) - used)
        desk.close()
    largest = prepared.peak if prepared else resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"files {done}: crashes {crashes}; " + ", ".join(f"{name} {n}" for name, n in sorted(seen.items())))
    print(f"slowest {slowest:.1f} s by the clock, {busiest:.1f} s of the processor; "
          f"largest reading process {largest} MiB, this process {own} MiB; "
          f"set aside without row or path {without_place}")  # fmt: skip
    print("reasons for whole files: " + ", ".join(f"{code} {n}" for code, n in codes.most_common()))
    raise SystemExit(1 if crashes or busiest >= 10 or largest > 512 or without_place else 0)


if __name__ == "__main__":
    main()
