"""The province's own figures: what they contradict is found, and nothing else."""

from docs.published_figures import PAGE, contradictions, published, rendered
from status.domain.figure_kinds import kinds


def test_the_page_is_made_from_the_data() -> None:
    assert PAGE.read_text("utf-8") == rendered(published())


def test_every_contradiction_of_the_articles_is_named_and_no_right_share_is() -> None:
    lines = list(contradictions(published().ratios))
    shares = [line for line in lines if "stated are" in line]
    assert [line.rpartition("are ")[2] for line in shares] == [
        "99.0 %.",
        "66.5 %.",
        "98.3 %.",
        "93.5 %.",
    ]
    totals = [line for line in lines if line not in shares]
    assert [line.split()[3] for line in totals] == ["province", "district", "commune"]


def test_each_names_a_kind_of_todays_figures() -> None:
    named = {ratio.kind for ratio in published().ratios if ratio.kind}
    assert named <= {kind.id for kind in kinds()}
