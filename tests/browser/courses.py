"""The four courses of a journey: with scripts and without, in both languages.

One of them runs each time; with scripts a journey by keyboard does (test_keyboard.py).
"""

import pytest

COURSES = [
    pytest.param((False, "vi"), id="without scripts, vi"),
    pytest.param((False, "en"), id="without scripts, en", marks=pytest.mark.soak),
    pytest.param((True, "vi"), id="with scripts, vi", marks=pytest.mark.soak),
    pytest.param((True, "en"), id="with scripts, en", marks=pytest.mark.soak),
]
