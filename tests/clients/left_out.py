"""What a test of the generated clients does without its tools: it says so, and in CI it fails."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tools.clients import GeneratorMissing
from tools.node import NodeMissing


@contextmanager
def left_out_without_tools() -> Iterator[None]:
    """A test that lacks a tool is skipped with the reason; NOTHING_LEFT_OUT makes it fail."""
    try:
        yield
    except (GeneratorMissing, NodeMissing) as missing:
        (pytest.fail if "NOTHING_LEFT_OUT" in os.environ else pytest.skip)(str(missing))
