"""A rating on the deployed cloud: the owner's, the agency's reply, what events say."""

import pytest

from local.demo.api_client import ApiClient
from local.demo.waiting import wait_for
from tests.integration.role_workload import completed_journey
from tests.integration.world import World, items

pytestmark = pytest.mark.integration
WORDS = "Tôi phải chờ lâu ở quầy số 3."


def test_an_owner_rates_a_returned_dossier_and_the_agency_answers(world: World) -> None:
    journey = completed_journey(world)
    citizen = world.sign_in.client("citizen", journey.who.username)
    receiver = world.staff("mot-cua")
    rating = f"/dossiers/{journey.code}/rating"

    wait_for(lambda: _open_until(citizen, rating), "the rating opens")
    submitted = {"grade": "dissatisfied", "comment": WORDS}
    assert citizen.send("PUT", "voice", rating, submitted).status_code == 200
    again = citizen.send("PUT", "voice", rating, submitted)
    reply = receiver.send("PUT", "voice", f"{rating}/reply", {"text": "Chúng tôi xin lỗi."})

    assert (again.status_code, reply.status_code) == (200, 200)
    shown = citizen.get("voice", rating)
    assert shown["rating"]["reply"] == "Chúng tôi xin lỗi."
    listed = receiver.get("voice", f"/ratings?agency={shown['agency']}&limit=100")["items"]
    assert journey.code in {line["dossier"] for line in listed}
    assert world.public.send("GET", "voice", rating).status_code == 401
    assert not [item for item in items(world, "motcua-local-voice") if WORDS in str(item)]


def _open_until(citizen: ApiClient, rating: str) -> str | None:
    shown = citizen.send("GET", "voice", rating)
    return shown.json()["open_until"] if shown.status_code == 200 else None


def test_a_complaint_goes_from_a_citizen_to_its_publication(world: World) -> None:
    journey = completed_journey(world)
    citizen = world.sign_in.client("citizen", journey.who.username)
    receiver = world.staff("mot-cua")
    agency = journey.code.partition("-")[0]
    body = {"kind": "complaint", "agency": agency, "text": WORDS}

    submitted = citizen.post("voice", "/feedback", body)
    path = f"/feedback/{submitted['id']}"
    accepted = receiver.post("voice", f"{path}/acts", {"act": "accept"})
    resolved = receiver.post("voice", f"{path}/acts", {"act": "resolve", "text": "Đã thêm người."})
    public = {"act": "publish", "question": "Quầy đóng sớm.", "reply": "Đã thêm người."}
    alone = receiver.send("POST", "voice", f"{path}/acts", public)

    assert (accepted["state"], resolved["state"]) == ("accepted", "resolved")
    assert (alone.status_code, alone.json()["code"]) == (409, "second_reader_required")
    assert citizen.get("voice", path)["text"] == WORDS
    assert world.public.send("GET", "voice", path).status_code == 401
    assert not [item for item in items(world, "motcua-local-voice") if WORDS in str(item)]
