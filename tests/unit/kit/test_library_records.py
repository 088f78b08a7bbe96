"""What a library logs is named and not told: its text may quote what somebody sent."""

import json
import logging
import warnings
from collections.abc import Iterator

import pytest

from kit.platform import log

PHONE, NUMBER = "0912.345.678", "022190-000-999"


@pytest.fixture
def library(request: pytest.FixtureRequest) -> Iterator[logging.Logger]:
    """A library's logger that has the handler which functions put at the root."""
    logger = logging.Logger(f"pypdf.{request.node.name}")
    logger.addHandler(log.LibraryRecords())
    yield logger
    logger.handlers.clear()


def written(capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    out, err = capsys.readouterr()
    assert err == ""
    return [json.loads(line) for line in out.splitlines()]


def test_a_library_is_named_without_a_word_of_what_it_says(
    library: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    library.warning("FloatObject (b'%s') invalid; use 0.0 instead", PHONE)
    try:
        raise ValueError(NUMBER)
    except ValueError:
        library.exception("NumberObject(b'%s') invalid", NUMBER)

    lines = written(capsys)

    assert [line["library"] for line in lines] == [library.name] * 2
    assert PHONE not in str(lines)
    assert NUMBER not in str(lines)


def test_a_file_that_makes_a_library_log_without_end_writes_a_few_lines(
    library: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(1000):
        library.warning("Object ID %s ref repaired", NUMBER)

    assert len(written(capsys)) == log.LIBRARY_LINES


def test_what_a_library_only_notes_is_not_written(
    library: logging.Logger, capsys: pytest.CaptureFixture[str]
) -> None:
    library.info("read %s", PHONE)
    library.debug("read %s", NUMBER)

    assert written(capsys) == []


def test_functions_put_the_handler_at_the_root_alone_and_catch_warnings() -> None:
    root = logging.getLogger()
    handlers = root.handlers[:]
    logging.captureWarnings(capture=False)  # another test's app may have begun it
    try:
        log.mute_libraries()
        assert [type(handler) for handler in root.handlers] == [log.LibraryRecords]
        assert warnings.showwarning.__module__ == "logging"
    finally:
        logging.captureWarnings(capture=False)
        root.handlers[:] = handlers
