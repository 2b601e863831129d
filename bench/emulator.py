"""How fast the emulator answers.

A fresh emulator on a file is asked one request at a time, then by 64 clients at once, which may lose nothing; then
10,000 versions are listed page by page.
"""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

import httpx

from bench.cost import BenchError

__all__ = ["medians", "throughput"]

GROUP = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/bench"
COMPUTE = f"{GROUP}/providers/Microsoft.Compute"
DEFINITION = f"{COMPUTE}/galleries/bench/images/ubuntu"
API = "api-version=2024-03-03"
SINGLE = 300
"""Requests of each kind, one after the other."""
PARALLEL, CLIENTS = 1_000, 64
LISTED = 10_000
READY = "gallery-emulator: ready on "

Figure = tuple[str, float, str]
"""What was measured, the number, and its unit."""


async def _send(client: httpx.AsyncClient, method: str, path: str, body: object = None) -> httpx.Response:
    answer = await client.request(method, path if "api-version" in path else f"{path}?{API}", json=body)
    answer.raise_for_status()
    return answer


async def _prepare(client: httpx.AsyncClient) -> dict[str, Any]:
    """Create what versions stand in and are made from; return the body of a version."""
    await _send(client, "PUT", GROUP, {"location": "chinaeast2"})
    await _send(client, "PUT", f"{COMPUTE}/galleries/bench", {"location": "chinaeast2"})
    identifier = {"publisher": "contoso", "offer": "ubuntu", "sku": "lts"}
    definition = {"osType": "Linux", "osState": "Generalized", "identifier": identifier}
    await _send(client, "PUT", DEFINITION, {"location": "chinaeast2", "properties": definition})
    disk = {"creationData": {"createOption": "Empty"}, "diskSizeGB": 30}
    await _send(client, "PUT", f"{COMPUTE}/disks/source", {"location": "chinaeast2", "properties": disk})
    profile = {"targetRegions": [{"name": "chinaeast2"}, {"name": "chinanorth", "regionalReplicaCount": 2}]}
    storage = {"osDiskImage": {"source": {"id": f"{COMPUTE}/disks/source"}}}
    return {"location": "chinaeast2", "properties": {"publishingProfile": profile, "storageProfile": storage}}


async def _median(request: Callable[[int], Awaitable[httpx.Response]]) -> tuple[float, list[httpx.Response]]:
    """Return the median time of one request in milliseconds, and all answers."""
    times, answers = [], []
    for number in range(SINGLE):
        before = time.perf_counter()
        answers.append(await request(number))
        times.append((time.perf_counter() - before) * 1000)
    return statistics.median(times), answers


async def _one_by_one(client: httpx.AsyncClient, body: dict[str, Any]) -> list[Figure]:
    put, created = await _median(lambda n: _send(client, "PUT", f"{DEFINITION}/versions/1.0.{n}", body))
    get, _ = await _median(lambda n: _send(client, "GET", f"{DEFINITION}/versions/1.0.{n}"))
    polls = [answer.headers["azure-asyncoperation"] for answer in created]
    poll, _ = await _median(lambda n: _send(client, "GET", polls[n]))
    return [("PUT of a version", put, "ms"), ("GET of a version", get, "ms"), ("poll of an operation", poll, "ms")]


async def _in_parallel(client: httpx.AsyncClient, body: dict[str, Any], major: int, number: int) -> float:
    """Create versions with many clients at a time; return the seconds."""
    waiting = iter(range(number))

    async def create() -> None:
        for patch in waiting:
            await _send(client, "PUT", f"{DEFINITION}/versions/{major}.0.{patch}", body)

    before = time.perf_counter()
    await asyncio.gather(*(create() for _ in range(CLIENTS)))
    return time.perf_counter() - before


async def _listed(client: httpx.AsyncClient) -> tuple[set[str], int, float]:
    """Return the names of all versions, the number of pages, and the seconds."""
    names: set[str] = set()
    pages, link = 0, f"{DEFINITION}/versions"
    before = time.perf_counter()
    while link:
        page = (await _send(client, "GET", link)).json()
        names.update(version["name"] for version in page["value"])
        pages, link = pages + 1, page.get("nextLink", "")
    return names, pages, time.perf_counter() - before


async def _measure(address: str) -> list[Figure]:
    limits = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60, trust_env=False) as client:
        body = await _prepare(client)
        figures = await _one_by_one(client, body)
        seconds = await _in_parallel(client, body, 2, PARALLEL)
        expected = {f"1.0.{n}" for n in range(SINGLE)} | {f"2.0.{n}" for n in range(PARALLEL)}
        names, _, _ = await _listed(client)
        if names != expected:
            raise BenchError(f"{len(expected - names)} of {len(expected)} versions are lost")
        figures.append((f"{PARALLEL} versions by {CLIENTS} clients", seconds, "s"))
        await _in_parallel(client, body, 3, LISTED - len(expected))
        names, pages, seconds = await _listed(client)
        if len(names) != LISTED:
            raise BenchError(f"{LISTED - len(names)} of {LISTED} versions are lost")
        figures.append((f"list of {LISTED} versions in {pages} pages", seconds, "s"))
        figures.append(("one page of it", seconds / pages * 1000, "ms"))
    return figures


def throughput() -> list[Figure]:
    """Measure a fresh emulator on a file. Raises BenchError where something was lost."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "compute_gallery_emulator", "serve", "--data", f"{folder}/bench.db"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None  # noqa: S101 - a pipe was asked for
            address = process.stdout.readline().removeprefix(READY).strip()
            try:
                return asyncio.run(_measure(address))
            except httpx.HTTPError as error:
                raise BenchError(f"the emulator: {error}") from error
            finally:
                process.terminate()


def medians(rounds: Sequence[Sequence[Figure]]) -> Iterator[str]:
    """Yield a line for each figure that all rounds have: its median, and the least and the most."""
    for same in zip(*rounds, strict=True):
        what, _, unit = same[0]
        numbers = [number for _, number, _ in same]
        spread = f"{min(numbers):.2f} to {max(numbers):.2f} in {len(numbers)} rounds"
        yield f"{what}, {statistics.median(numbers):.2f} {unit} ({spread})"
