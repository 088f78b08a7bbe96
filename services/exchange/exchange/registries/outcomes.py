"""What the registries said of a paper, by the inquiries of its dossier."""

from collections.abc import Iterable, Sequence

from contracts.registries import combined
from exchange.domain.inquiry import Inquiry, Outcome


def outcome_of(component: str, inquiries: Iterable[Inquiry]) -> Outcome | None:
    """None as long as nobody asked, or an answer is awaited that may change it."""
    about = [
        each
        for each in inquiries
        if each.mode == "compare" and component in {paper.component for paper in each.papers}
    ]
    answers = {e.registry: e.outcome for e in about if e.outcome is not None and not e.is_open}
    return combined(answers, {each.registry for each in about}) if about else None


def saved_papers(components: Iterable[str], inquiries: Sequence[Inquiry]) -> int:
    """How many papers the data replace."""
    return sum(outcome_of(each, inquiries) == "found" for each in components)
