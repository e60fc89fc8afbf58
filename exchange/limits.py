"""How much of a foreign file is taken. One place, so that the page, the command line and the tests agree."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one file.

    Attributes:
        size: bytes of the file.
        documents: case documents in one file.
        depth: nesting of JSON arrays and objects.
        nodes: arrays, objects and separators in JSON; an upper bound of what parsing can allocate.
        rows: filled rows of a table, header included.
        columns: columns of a table.
        cells: filled cells of a table.
        cell: characters of one cell.
        parts: files inside an XLSX package.
        unpacked: bytes of an XLSX package when unpacked.
        seconds: wall-clock and processor time for reading one file in a process of its own.
        memory: address space of that process, in bytes.
    """

    size: int = 20 * MEGABYTE
    documents: int = 2_000
    depth: int = 40
    nodes: int = 1_000_000
    rows: int = 20_000
    columns: int = 200
    cells: int = 500_000
    cell: int = 4_000
    parts: int = 1_000
    unpacked: int = 200 * MEGABYTE
    seconds: float = 9.0
    memory: int = 512 * MEGABYTE


DEFAULT = Limits()
