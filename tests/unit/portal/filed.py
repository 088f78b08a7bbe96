"""Dossiers that a citizen filed on the pages, at the states that their owner's pages show.

Time goes by where messages are delivered, so the citizen signs in anew.
"""

from tests.unit.portal.citizen import Citizen


def filed(citizen: Citizen) -> str:
    """A dossier that waits for its fee; its code."""
    draft = citizen.begin_draft()
    citizen.answer_all(draft)
    citizen.upload(draft)
    citizen.get(f"/nop/{draft}/xem-lai")
    citizen.submit(f"/nop/{draft}/nop")
    stored = citizen.world.world.intake.draft(draft)
    assert stored is not None
    assert stored.code is not None
    citizen.world.world.code = stored.code
    citizen.world.world.settle()
    citizen.sign_in()
    return stored.code


def accepted(citizen: Citizen) -> str:
    """A dossier whose fee is paid, and which its agency accepted."""
    code, world = filed(citizen), citizen.world.world
    world.pay_fee()
    world.settle()
    world.accept(code)
    world.settle()
    citizen.sign_in()
    return code


def awaiting_supplement(citizen: Citizen) -> str:
    """A dossier whose agency waits for a supplement."""
    code, world = accepted(citizen), citizen.world.world
    world.assign(code)
    world.settle()
    world.request_supplement(code)
    world.settle()
    citizen.sign_in()
    return code


def finished(citizen: Citizen) -> str:
    """A dossier whose result was returned online."""
    code, world = filed(citizen), citizen.world.world
    world.pay_fee()
    world.settle()
    world.work(code)
    citizen.sign_in()
    return code
