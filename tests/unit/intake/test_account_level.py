"""A procedure may need an account of a level: it is data of its version."""

import pytest

from contracts.terms import ACCOUNT_LEVELS, AccountLevel
from identity.domain.assurance import LEVELS
from intake.domain.account_level import AccountLevelTooLow
from intake.drafts.create import CreateDraft, create_draft
from intake.filing.file import FileDraft
from kit.core.ids import new_ulid
from kit.security.people import PersonLink
from kit.security.principal import Principal
from tests.unit.intake.world import NEW_DRAFT, World, a_procedure

AN = PersonLink(person="an")
SUBSTANTIAL: AccountLevel = "urn:motcua:loa:2"


class LevelWorld(World):
    """A procedure that needs a level; `begin` is what an account of another one does."""

    def __init__(self, needed: AccountLevel | None = SUBSTANTIAL) -> None:
        super().__init__()
        self.publish(a_procedure(account_level=needed))
        self.update_profile()

    def begin(self, level: str) -> str:
        command = CreateDraft(id=new_ulid(self.clock()), owner=AN, content=NEW_DRAFT, level=level)
        draft = create_draft(
            self.intake, self.directory, command, limits=self.service.limits, at=self.clock()
        )
        return draft.id

    def file_with(self, draft: str, level: str) -> str:
        command = FileDraft(draft=draft, owner=AN, level=level)
        return self.service.filer.file(command, at=self.clock()).id


@pytest.mark.parametrize("level", ["", "urn:motcua:loa:1", "urn:elsewhere:loa:9"])
def test_a_draft_of_a_lower_account_is_refused_by_the_needed_level(level: str) -> None:
    world = LevelWorld()
    with pytest.raises(AccountLevelTooLow) as refused:
        world.begin(level)
    assert "mức độ 2" in refused.value.message("vi")
    assert "level 2" in refused.value.message("en")


@pytest.mark.parametrize("level", ["urn:motcua:loa:2", "urn:motcua:loa:3"])
def test_an_account_of_the_level_or_above_files(level: str) -> None:
    world = LevelWorld()
    draft = world.begin(level)
    world.attach(world.intake.draft_of(AN, draft))
    assert world.file_with(draft, level)


def test_a_level_that_a_later_version_needs_is_needed_at_the_filing() -> None:
    world = LevelWorld(None)
    draft = world.begin("")
    world.attach(world.intake.draft_of(AN, draft))
    world.publish(a_procedure(account_level=SUBSTANTIAL))

    with pytest.raises(AccountLevelTooLow):
        world.file_with(draft, "urn:motcua:loa:1")
    code = world.file_with(draft, SUBSTANTIAL)
    assert world.file_with(draft, "") == code, "what is filed stays so"


def test_identity_states_the_levels_that_procedures_name() -> None:
    assert LEVELS == ACCOUNT_LEVELS
    assert Principal("an", "citizen").level == ""
