"""Fingerprints of identity numbers tell nothing without the secret."""

from intake.profile.identity_fingerprints import identity_fingerprints
from kit.security.versioned_secret import versioned

ONE = versioned('{"current": "v1", "v1": "0123456789abcdef"}')
TWO = versioned('{"current": "v2", "v1": "0123456789abcdef", "v2": "fedcba9876543210"}')
NUMBER = "022190001234"


def test_equal_numbers_have_equal_marks_and_others_have_others() -> None:
    assert identity_fingerprints(ONE, NUMBER) == identity_fingerprints(ONE, NUMBER)
    assert identity_fingerprints(ONE, NUMBER) != identity_fingerprints(ONE, "022190001235")


def test_a_mark_depends_on_the_secret_and_does_not_hold_the_number() -> None:
    [fingerprint] = identity_fingerprints(ONE, NUMBER)
    other = versioned('{"current": "v1", "v1": "fedcba9876543210"}')

    assert fingerprint != identity_fingerprints(other, NUMBER)[0]
    assert NUMBER not in fingerprint
    assert len(fingerprint) == len("v1:") + 64


def test_the_present_version_comes_first_and_older_ones_stay_to_be_found() -> None:
    fingerprints = identity_fingerprints(TWO, NUMBER)

    assert [fingerprint.partition(":")[0] for fingerprint in fingerprints] == ["v2", "v1"]
    assert fingerprints[1:] == identity_fingerprints(ONE, NUMBER)
