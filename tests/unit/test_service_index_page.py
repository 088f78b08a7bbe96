"""The page of the index of QĐ 766/QĐ-TTg is made from the data."""

from docs.service_index import PAGE, rendered
from status.domain.service_index.rules import index_rules


def test_the_page_is_made_from_the_data() -> None:
    assert PAGE.read_text("utf-8") == rendered(index_rules())
