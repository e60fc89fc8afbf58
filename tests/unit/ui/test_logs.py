from __future__ import annotations

import json
import logging

import pytest

from ui.front import logs, safe_errors


@pytest.fixture
def line(monkeypatch):
    """A logger whose one handler writes into a list."""
    monkeypatch.setenv("WAYLINK_LOG", "json")
    written = []

    class Keep(logging.Handler):
        def emit(self, record):
            written.append(self.format(record))

    logger = logging.getLogger("waylink.test_logs")
    logger.addHandler(Keep())
    logger.setLevel(logging.INFO)
    factory = logging.getLogRecordFactory()
    logging.setLogRecordFactory(safe_errors._record)
    logs.install()
    yield logger, written
    logging.setLogRecordFactory(factory)
    logger.handlers.clear()


def test_one_object_a_line(line):
    logger, written = line
    logger.info("incident %s\nfake: line", "7K2M-9QX4")
    (text,) = written
    assert "\n" not in text
    told = json.loads(text)
    assert set(told) == {"time", "level", "from", "message"}
    assert told["message"] == "incident 7K2M-9QX4\nfake: line"


def test_an_exception_s_own_text_is_not_in_it(line):
    logger, written = line
    try:
        raise ValueError("Гульнара Ахметова")
    except ValueError:
        logger.exception("a step failed")
    assert "Ахметова" not in json.loads(written[0])["message"]
    assert "ValueError at test_logs.py" in json.loads(written[0])["message"]
