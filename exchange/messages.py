"""Every sentence this room can say, by code: English message ids with named placeholders.

A sentence says what is wrong and how to mend it. Placeholders are filled with places, counts and code lists only.
"""

from __future__ import annotations

#: faults of a whole file
FILE_MESSAGES: dict[str, str] = {
    "empty_file": "The file is empty.",
    "too_large": "The file has {size} MB; at most {limit} MB are taken. Split it, or send it in parts.",
    "foreign_kind": "This is a {kind} file. A case document (JSON), a table (CSV, TSV), a workbook (XLSX) or a "
    "Word document with a table (DOCX) is taken.",
    "old_workbook": "This is an old or password-protected workbook. Save it as .xlsx without a password.",
    "binary": "The file is not text, and not a workbook that is known here.",
    "encoding_unknown": "The file says it is {encoding}, but byte {position} does not fit. Save it again as UTF-8.",
    "json_broken": "The JSON ends or breaks at line {line}, column {column}. The file may be cut off; get it again.",
    "json_deep": "The JSON is nested deeper than {limit} levels.",
    "json_many": "The JSON has more parts than are taken in one file ({limit}). Split it.",
    "json_twice": "The JSON names the same key twice in one object, so its meaning is not certain ({path}).",
    "json_number": "The JSON has a number that is not a number, or one too long to be read.",
    "json_characters": "The JSON has control characters or half characters at {path}.",
    "json_no_documents": "The JSON has no case document: one object, a list of objects, or one object a line is read.",
    "json_line": "Line {line} of the file: the JSON breaks at column {column}.",
    "many_documents": "The file has more case documents ({count}) than are taken at once ({limit}). Split it.",
    "invalid_document": "The case document is refused: {path}: {reason}",
    "no_header": (
        "No row with column names was found in the first {rows} rows. The table needs a row that names its columns,"
        " one of them a name (name, ФИО, الاسم); see the list of known column names, or say what each column is."
    ),
    "garbled_file": (
        "The column names were read in a wrong encoding before the table came here. Export it again as UTF-8."
    ),
    "no_rows": "The table has column names and no rows below them.",
    "quotes_broken": "The table breaks near line {line}: a quotation mark is opened and not closed, or not doubled.",
    "table_rows": "The table has more than {limit} filled rows. Split it.",
    "table_columns": "The table has more than {limit} columns. Delete the ones that are not needed.",
    "table_cells": "The table has more than {limit} filled cells. Split it.",
    "workbook_broken": "The workbook cannot be opened: its package is damaged or incomplete. Save it again as .xlsx.",
    "workbook_bomb": "The workbook unpacks to more than {limit} MB, or packs too much into too little; it is refused.",
    "workbook_parts": "The workbook has more than {limit} parts; it is refused.",
    "workbook_locked": "The workbook is encrypted. Save it as .xlsx without a password.",
    "workbook_slow": "The workbook took longer than {seconds} seconds or too much memory to read; it is refused.",
    "file_slow": "The file took longer than {seconds} seconds or too much memory to read; it is refused.",
    "text_broken": "The file cannot be read: it is damaged, or made to confuse who reads it. Save it again.",
    "document_broken": "The Word document cannot be opened: it is damaged or incomplete. Save it again as .docx.",
    "document_no_table": "The Word document has no table. Put the persons into one, with a row that names its columns.",
    "no_country": "No sending State is known for this table. Say which State sends it.",
    "unknown_encoding": "The encoding {encoding} is not one that is read here.",
    "nothing_good": "No row of the table could be taken. Rows quarantined with their reasons: {count}.",
}

#: faults of a row; the placeholders are names of fields, other rows, allowed codes
ROW_MESSAGES: dict[str, str] = {
    "no_name": "no name in this row",
    "lost_name": "only question marks or replacement signs are left of the name: export the table again as UTF-8",
    "garbled": "the text was read in a wrong encoding before it came here; export it again as UTF-8",
    "bad_date": "not a date; write 2025-09-03, 03.09.2025, 2025-09, 2025 or 1998~ (about)",
    "short_year": "write the year with four digits",
    "hijri_date": "looks like a Hijri date; write the Gregorian date",
    "future_date": "the date lies in the future",
    "day_or_month": "day and month cannot be told apart here; write 2025-09-03",
    "date_is_number": "a number, not a date; format the column as a date",
    "unknown_country": "unknown country; write its name or its two-letter code",
    "unknown_code": "unknown word; allowed: {allowed}",
    "bad_age": "not an age in whole years between 0 and 120",
    "cell_long": "the cell is longer than {limit} characters",
    "cell_control": "the cell has control characters",
    "cell_error": "the cell holds a spreadsheet error",
    "merged": "merged cells: it is not certain to which row the value belongs; unmerge them",
    "same_row": "the same as row {other}",
    "more_cells": "more cells than the header has columns",
    "not_taken": "{reason}",
}

#: things to know; the import goes on
NOTICES: dict[str, str] = {
    "encoding_assumed": (
        "The file does not say how its letters are written; it was read as {encoding}. Check the names below."
    ),
    "encoding_close": (
        "The file was read as {encoding}; {other} would fit nearly as well. Check the names, and say which it is."
    ),
    "mojibake": "Texts that were read in a wrong encoding before they came here: {count} (first: {where}).",
    "columns_not_taken": "Columns that are not known were left out: number {columns}.",
    "columns_twice": "Two columns have the same meaning; the first is used for: {fields}.",
    "slash_dates": "Dates with slashes were read with the day first; nothing in the column says otherwise.",
    "month_first": "Dates with slashes were read with the month first, as some of them can only be read so.",
    "day_unknown": "Dates with a day or month written as 00, which was left open: {count}.",
    "merged_filled": "Merged cells in columns about the case were read as one value for all their rows.",
    "other_sheets": "Only the first sheet with persons was read; other sheets with persons: number {sheets}.",
    "other_tables": "Only the first table with persons was read; other tables with persons: number {tables}.",
    "macros": "The file has macros; they were not looked at and not run.",
    "unknown_fields": "Fields that are not known here were kept and are not used: {paths}.",
    "one_case": "The table names no case reference; all its persons were put into one case.",
    "mapping_remembered": "The columns were read as they were the last time this sender used them.",
    "roles_missing": "Persons without a role in the case: {count}.",
}

MESSAGES: dict[str, str] = FILE_MESSAGES | ROW_MESSAGES | NOTICES
