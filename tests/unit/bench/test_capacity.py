"""Read and write units as DynamoDB's on-demand price counts them."""

import json
from typing import Any

import pytest

from bench.capacity import Tables, begun, size_of
from bench.recording import Call

KEY = {"pk": {"S": "CASE#1"}, "sk": {"S": "STATE"}}
TABLE = "motcua-local-casework"


def item(doc: str = "", **index_attributes: str) -> dict[str, Any]:
    return {
        **KEY,
        "doc": {"S": doc},
        **{name: {"S": value} for name, value in index_attributes.items()},
    }


def call(
    operation: str,
    request: dict[str, Any],
    response: dict[str, Any] | None = None,
    status: int = 200,
) -> Call:
    sent, received = json.dumps(request).encode(), json.dumps(response or {}).encode()
    return Call(f"dynamodb.{operation}", 0.0, "http://x/", sent, len(sent), status, {}, received)


def put(new: dict[str, Any], **more: Any) -> Call:
    return call("PutItem", {"TableName": TABLE, "Item": new, **more})


def transacted(*new: dict[str, Any]) -> Call:
    return call(
        "TransactWriteItems",
        {"TransactItems": [{"Put": {"TableName": TABLE, "Item": i}} for i in new]},
    )


def test_an_items_size_is_that_of_its_names_and_values_in_utf8() -> None:
    assert size_of({"tên": {"S": "Hạ"}}) == len("tên".encode()) + len("Hạ".encode())
    assert size_of({"n": {"N": "123"}}) == 1 + 3
    assert size_of({"b": {"B": "AAEC"}}) == size_of({"b": {"B": bytes(3)}}) == 1 + 3


@pytest.mark.parametrize(("size", "units"), [(0, 1), (1, 1), (1024, 1), (1025, 2)])
def test_a_begun_kilobyte_counts(size: int, units: int) -> None:
    assert begun(size, 1024) == units


def test_a_transaction_writes_twice() -> None:
    assert [use.write for use in Tables().uses(put(item("x" * 1500)))] == [2]
    assert [use.write for use in Tables().uses(transacted(item("x" * 1500)))] == [4]


def test_the_larger_of_before_and_after_counts() -> None:
    tables = Tables()
    tables.uses(put(item("x" * 3000)))
    assert [use.write for use in tables.uses(put(item("x")))] == [3]


def test_an_entry_of_a_sparse_index_costs_when_it_comes_and_when_it_goes_and_is_not_doubled() -> (
    None
):
    tables = Tables()
    assert tables.uses(transacted(item("x" * 3000, waiting="unsent", since="1")))[0].index == 1
    ask = {
        "TableName": TABLE,
        "Key": KEY,
        "UpdateExpression": "REMOVE #0, #1",
        "ExpressionAttributeNames": {"#0": "waiting", "#1": "since"},
    }
    cleared = tables.uses(call("UpdateItem", ask))[0]
    assert (cleared.write, cleared.index) == (3, 1)
    assert tables.uses(put(item("y" * 3000)))[0].index == 0


def test_an_index_of_everything_costs_what_the_item_does_and_twice_when_it_moves() -> None:
    tables = Tables()
    assert tables.uses(put(item("x" * 1500, by="a", at="1")))[0].index == 2
    assert tables.uses(put(item("y" * 1500, by="a", at="1")))[0].index == 2
    assert tables.uses(put(item("y" * 1500, by="a", at="2")))[0].index == 4


def test_a_failed_condition_costs_and_changes_nothing() -> None:
    tables = Tables()
    tables.uses(put(item("x")))
    request = {"TableName": TABLE, "Item": item("x" * 2000)}
    assert tables.uses(call("PutItem", request, status=400))[0].write == 2
    assert tables.uses(put(item("y")))[0].write == 1


def test_a_consistent_read_takes_a_unit_for_each_begun_four_kilobytes_and_the_other_half() -> None:
    request = {"TableName": TABLE, "Key": KEY, "ConsistentRead": True}
    response = {"Item": item("x" * 5000)}
    assert Tables().uses(call("GetItem", request, response))[0].read == 2
    assert (
        Tables().uses(call("GetItem", {**request, "ConsistentRead": False}, response))[0].read == 1
    )
    assert Tables().uses(call("GetItem", request))[0].read == 1


def test_a_query_is_rounded_once_for_all_its_items() -> None:
    values = {":pk": {"S": "CASE#1"}, ":prefix": {"S": "ACT#"}}
    request = {"TableName": TABLE, "ExpressionAttributeValues": values, "ConsistentRead": True}
    use = Tables().uses(call("Query", request, {"Items": [item("x" * 1500), item("x" * 1500)]}))[0]
    assert (use.thing, use.read) == ("casework CASE ACT", 1)


def test_a_counter_counts() -> None:
    tables = Tables()
    ask = {
        "TableName": TABLE,
        "Key": KEY,
        "UpdateExpression": "ADD n :n",
        "ExpressionAttributeValues": {":n": {"N": "2"}},
    }
    for _ in range(2):
        assert tables.uses(call("UpdateItem", ask))[0].write == 1
    assert tables.items[TABLE, "CASE#1", "STATE"]["n"] == {"N": "4"}
