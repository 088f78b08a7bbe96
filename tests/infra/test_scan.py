"""Each finding of the scanner has a verdict with its reason; none is switched off in silence."""

import re

import pytest

from tools.template_scan import Finding, Judgement, findings, judgements, unjudged

BUCKETS = Judgement(of=("bundles.*", "intake.Papers"), why="x")
REPORT = {
    "results": {
        "failed_checks": [
            {
                "check_id": "CKV_AWS_21",
                "file_path": "/bundles.yaml",
                "resource": "AWS::S3::Bucket.Bundles",
            },
            {
                "check_id": "CKV_AWS_21",
                "file_path": "/intake.json",
                "resource": "AWS::S3::Bucket.Papers",
            },
        ]
    }
}
REPORTED = [
    Finding(check="CKV_AWS_21", resource="bundles.Bundles"),
    Finding(check="CKV_AWS_21", resource="intake.Papers"),
]


def test_every_verdict_names_a_check_its_resources_and_a_reason() -> None:
    assert judgements()
    for check, judgement in judgements().items():
        assert re.fullmatch(r"CKV2?_AWS_\d+", check)
        assert judgement.of
        assert all(re.fullmatch(r"[a-z*]+\.[A-Za-z*]+", each) for each in judgement.of), check
        assert len(judgement.why) > 40
        assert judgement.why.endswith(".")


def test_a_finding_is_a_check_and_a_resource_of_a_stack() -> None:
    assert findings(REPORT) == REPORTED


def test_findings_with_a_verdict_are_no_failure() -> None:
    assert list(unjudged(REPORTED, {"CKV_AWS_21": BUCKETS})) == []


@pytest.mark.parametrize(
    "another",
    [
        Finding(check="CKV_AWS_21", resource="documents.Documents"),
        Finding(check="CKV_AWS_21", resource="intake.PapersNew"),
        Finding(check="CKV_AWS_22", resource="bundles.Bundles"),
    ],
)
def test_another_resource_of_a_check_with_a_verdict_is_a_failure(another: Finding) -> None:
    left = list(unjudged([*REPORTED, another], {"CKV_AWS_21": BUCKETS}))

    assert left == [f"{another.check} {another.resource}: no verdict"]


def test_a_verdict_about_nothing_is_a_failure() -> None:
    left = list(unjudged(REPORTED[:1], {"CKV_AWS_21": BUCKETS}))

    assert left == ["CKV_AWS_21 intake.Papers: a verdict about nothing"]
