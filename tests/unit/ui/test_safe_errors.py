import io
import logging
import re

import pytest

from ui.front import safe_errors

SECRET = "Мадина Ёлкина AN1234567"


@pytest.fixture
def log():
    kept = logging.getLogRecordFactory()
    logging.setLogRecordFactory(safe_errors._record)
    stream = io.StringIO()
    logger = logging.getLogger("tests.safe_errors")
    handler = logging.StreamHandler(stream)
    logger.addHandler(handler)
    logger.propagate = False
    yield logger, stream
    logger.removeHandler(handler)
    logging.setLogRecordFactory(kept)


def fail():
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        raise KeyError(SECRET) from error


def test_a_logged_exception_keeps_its_place_and_loses_its_message(log):
    logger, stream = log
    try:
        fail()
    except KeyError as error:
        logger.exception("while saving")
        logger.error("while saving 100%%: %s", error)
        logger.error(error)
        logger.error("Uncaught app execution", exc_info=error)
    text = stream.getvalue()
    assert text.count("\n") == 4
    assert SECRET not in text
    assert "Traceback" not in text
    assert text.count("KeyError at test_safe_errors.py:") == 4
    assert text.count("ValueError at test_safe_errors.py:") == 4


def test_ordinary_lines_pass_unchanged(log):
    logger, stream = log
    logger.warning("%s of %d files", "two", 3)
    logger.warning("100% done")
    assert stream.getvalue() == "two of 3 files\n100% done\n"


def test_incident_numbers_can_be_read_out():
    numbers = {safe_errors.incident_number() for _ in range(50)}
    assert len(numbers) == 50
    assert all(re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", number) for number in numbers)
