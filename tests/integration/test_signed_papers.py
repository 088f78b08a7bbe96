"""A paper that is signed for years, through the deployed cloud: it verifies as before."""

import pytest

from tests.integration.test_attachments import (
    announce,
    check_result,
    digest,
    stored,
    upload,
)
from tests.integration.world import World
from tests.unit.intake.ltv_files import long_term_signed, verifies_for_years
from tests.unit.intake.pdf_files import ACTIVE, a_page, words_in

pytestmark = pytest.mark.integration


def test_a_signed_paper_that_is_downloaded_verifies_and_its_copy_runs_nothing(
    world: World,
) -> None:
    citizen = world.citizen()
    draft = world.draft(citizen)
    content = long_term_signed(a_page(ACTIVE["on opening"]))
    assert verifies_for_years(content)
    assert "/JavaScript" in words_in(content)
    form = announce(world, citizen, draft, content)

    assert upload(form, content).ok

    result = check_result(citizen, draft, form)
    assert (result["state"], result["signature"]) == ("checked", "foreign")
    filed = citizen.post("intake", f"/drafts/{draft}/filing")
    [paper] = citizen.get("intake", f"/dossiers/{filed['code']}")["papers"]
    files = {digest(each): each for each in stored(world, draft)}
    assert files.keys() == {paper["sha256"], paper["shown"]}
    assert files[paper["sha256"]] == content
    assert verifies_for_years(files[paper["sha256"]])
    assert words_in(files[paper["shown"]]) == set()
