"""Each finding of the scanner has a verdict with its reason; none is switched off in silence."""

import re

from tools.template_scan import verdicts


def test_every_verdict_names_a_check_and_gives_a_reason() -> None:
    assert verdicts()
    for check, reason in verdicts().items():
        assert re.fullmatch(r"CKV2?_AWS_\d+", check)
        assert len(reason) > 40
        assert reason.endswith(".")
