"""Figures on the deployed cloud: the folder writes them, the routes serve them as they are."""

import pytest

from kit.core.time import VIETNAM
from local.cloud.clock import cloud_now
from tests.integration.world import FREE, World

pytestmark = pytest.mark.integration


def fold(world: World) -> None:
    """A run of the folder, whose errors would be in the response."""
    response = world.client("lambda").invoke(
        FunctionName="motcua-local-status-folder", Payload=b"{}"
    )
    assert "FunctionError" not in response, response["Payload"].read()


def test_figures_by_place_are_served_as_json_and_csv_with_an_etag(world: World) -> None:
    world.filed(FREE)
    fold(world)
    path = f"/figures/months/{cloud_now().astimezone(VIETNAM):%Y-%m}"

    served = world.public.send("GET", "status", path)
    same = world.public.send("GET", "status", path, If_None_Match=served.headers["ETag"])
    table = world.public.send("GET", "status", f"{path}/table")
    league = world.public.get("status", f"{path}/league")
    index = world.public.get("status", f"{path}/index")

    province = served.json()["cells"][0]
    assert (served.status_code, same.status_code, province["by"]) == (200, 304, "province")
    assert not served.json()["closed"]
    assert all(value % 5 == 0 for value in province["figures"].values() if value)
    assert table.headers["Content-Type"].startswith("text/csv")
    assert (
        table.content.decode("utf-8-sig")
        .splitlines()[0]
        .startswith("period,by,key,received,online")
    )
    assert league["least"] == 30
    assert index["province"]["attainable"] <= 100
    assert len(index["province"]["scores"]) >= 20
    assert world.public.send("GET", "status", "/open/months/2026-01").status_code == 404
