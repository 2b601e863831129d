"""Quotas of a subscription in one region, and long lists in pages."""

from collections.abc import Callable

from compute_gallery_emulator.quotas import QUOTAS
from compute_gallery_emulator.records import Record
from tests.emulator.emulator_harness import COMPUTE, SUBSCRIPTION, Arm, version_body

VERSIONS = f"{COMPUTE}/galleries/images/images/ubuntu/versions"


def test_a_region_has_a_hundred_galleries(arm: Arm) -> None:
    """The next one is refused with the quota and the usage; another region, and a place that is freed, take it."""
    arm.create_group()
    for number in range(100):
        assert arm("PUT", f"{COMPUTE}/galleries/g{number}", {"location": "chinaeast2"}).status_code == 201
    refused = arm("PUT", f"{COMPUTE}/galleries/more", {"location": "chinaeast2"})
    error = refused.json()["error"]
    assert (refused.status_code, error["code"]) == (409, "OperationNotAllowed")
    assert "Location: China East 2, Current Limit: 100, Current Usage: 100" in error["message"]
    assert arm("PUT", f"{COMPUTE}/galleries/g7", {"location": "chinaeast2", "tags": {}}).status_code == 200
    assert arm("PUT", f"{COMPUTE}/galleries/elsewhere", {"location": "chinanorth"}).status_code == 201
    arm.done("DELETE", f"{COMPUTE}/galleries/g7")
    assert arm("PUT", f"{COMPUTE}/galleries/more", {"location": "chinaeast2"}).status_code == 201


def fill(arm: Arm, like: str, count: int) -> None:
    """Write copies of a version straight into the state, as many as are wanted."""
    store = arm.store
    assert store is not None
    model = store.get(like.lower(), 2**62)
    assert model is not None
    container = like.rsplit("/", 1)[0]
    with store.transaction():
        for number in range(count):
            store.put(
                Record(
                    id=f"{container}/7.0.{number}",
                    type=model.type,
                    container=model.container,
                    subscription=model.subscription,
                    body=model.body,
                    private=model.private,
                    state="Creating",
                    due=0,
                )
            )


def test_ten_thousand_versions_are_listed_in_pages(start: Callable[..., Arm]) -> None:
    """Each is listed once, in the order of creation, by following nextLink with what was asked; one more is refused."""
    arm = start(page_size=1000)
    arm.create_definition(arm.create_gallery())
    source = {"osDiskImage": {"source": {"id": arm.create_disk("os")}}}
    arm.done("PUT", f"{VERSIONS}/1.0.0", version_body(source))
    fill(arm, f"{VERSIONS}/1.0.0", QUOTAS["Microsoft.Compute/galleries/images/versions"] - 1)
    names: list[str] = []
    pages = 0
    url: str | None = f"{VERSIONS}?api-version=2024-03-03&$expand=ReplicationStatus"
    while url:
        page = arm.http.get(url).json()
        names += [version["name"] for version in page["value"]]
        assert "replicationStatus" in page["value"][-1]["properties"]
        url = page.get("nextLink")
        pages += 1
    assert names == ["1.0.0", *(f"7.0.{number}" for number in range(9_999))]
    assert pages == 10
    refused = arm("PUT", f"{VERSIONS}/9.0.0", version_body(source)).json()["error"]
    assert "Current Limit: 10000, Current Usage: 10000" in refused["message"]
    arm.done("PUT", f"{VERSIONS}/1.0.0", version_body({}, excludeFromLatest=True))


def test_a_page_that_is_just_full_is_the_last(start: Callable[..., Arm]) -> None:
    """There is no nextLink to an empty page."""
    arm = start(page_size=2)
    arm.create_group()
    for name in "ab":
        arm.done("PUT", f"{COMPUTE}/galleries/{name}", {"location": "chinaeast2"})
    listed = arm("GET", f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Compute/galleries").json()
    assert [gallery["name"] for gallery in listed["value"]] == ["a", "b"]
    assert "nextLink" not in listed
